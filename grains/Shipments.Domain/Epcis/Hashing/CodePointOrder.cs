namespace Shipments.Domain.Epcis.Hashing;

/// <summary>The order of UTF-8 bytes. It differs from that of UTF-16 units only where a surrogate meets a character above it.</summary>
internal sealed class CodePointOrder : IComparer<string>
{
    public static readonly CodePointOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        string left = x ?? "";
        string right = y ?? "";
        int shorter = Math.Min(left.Length, right.Length);
        for (int i = 0; i < shorter; i++)
        {
            if (left[i] != right[i])
                return Raised(left[i]).CompareTo(Raised(right[i]));
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int Raised(char unit) => char.IsSurrogate(unit) ? unit + char.MaxValue : unit;
}
