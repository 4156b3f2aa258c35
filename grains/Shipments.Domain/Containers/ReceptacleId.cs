using System.Globalization;

namespace Shipments.Domain.Containers;

/// <summary>The identifier of a receptacle, UPU S9: 29 characters, the first 20 of which are its dispatch's.</summary>
/// <param name="Dispatch">The dispatch.</param>
/// <param name="Serial">The receptacle's number in the dispatch, 1 to 999.</param>
/// <param name="IsLast">It has the highest number of its dispatch.</param>
/// <param name="HoldsRegistered">It holds registered or insured items.</param>
/// <param name="WeightHectograms">Its gross weight in units of 100 g.</param>
public readonly record struct ReceptacleId(DispatchId Dispatch, int Serial, bool IsLast, bool HoldsRegistered, int WeightHectograms)
{
    /// <summary>Its length.</summary>
    public const int Chars = 29;

    /// <summary>Reads an identifier.</summary>
    /// <param name="text">29 characters, letters in upper case.</param>
    /// <param name="id">The identifier.</param>
    /// <param name="problem">When false: what is wrong.</param>
    public static bool TryParse(string text, out ReceptacleId id, out string problem)
    {
        id = default;
        problem = $"must have {Chars} characters";
        if (text.Length != Chars || !DispatchId.TryParse(text[..DispatchId.Chars], out DispatchId dispatch, out problem))
            return false;
        if (!IsNumber(text, 20, 3) || text.AsSpan(20, 3).SequenceEqual("000"))
            problem = "characters 21 to 23 must be the receptacle's number, 001 to 999";
        else if (text[23] is not ('0' or '1') || text[24] is not ('0' or '1'))
            problem = "characters 24 (last of its dispatch) and 25 (registered or insured) must be 0 or 1";
        else if (!IsNumber(text, 25, 4))
            problem = "characters 26 to 29 must be the weight in units of 100 g";
        if (problem.Length > 0)
            return false;
        id = new ReceptacleId(dispatch, Number(text, 20, 3), text[23] == '1', text[24] == '1', Number(text, 25, 4));
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Dispatch}{Serial:000}{(IsLast ? 1 : 0)}{(HoldsRegistered ? 1 : 0)}{WeightHectograms:0000}");

    internal static bool IsNumber(string text, int at, int length) => !text.AsSpan(at, length).ContainsAnyExceptInRange('0', '9');

    internal static int Number(string text, int at, int length) => int.Parse(text.AsSpan(at, length), NumberStyles.None, CultureInfo.InvariantCulture);
}
