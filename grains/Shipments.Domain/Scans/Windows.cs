using Shipments.Journal.V1;

namespace Shipments.Domain.Scans;

/// <summary>Delivery windows that carriers said, ordered by when they said them.</summary>
internal static class Windows
{
    /// <summary>Whether both promise the same; when it was said does not count.</summary>
    public static bool SaysTheSame(WindowRecord a, WindowRecord b) => a.FromMs == b.FromMs && a.ToMs == b.ToMs && a.Source == b.Source;

    /// <summary>Absent and empty windows say nothing, and so erase nothing.</summary>
    public static bool SaysNothing(WindowRecord? window) => window is null || (window.FromMs == 0 && window.ToMs == 0);

    /// <summary>The one said last. The same said again was said when it was said first, so that a repetition changes nothing.</summary>
    public static WindowRecord? LastSaid(WindowRecord? a, WindowRecord? b)
    {
        if (SaysNothing(a) || SaysNothing(b))
            return SaysNothing(a) ? b : a;
        if (SaysTheSame(a!, b!))
            return a!.SaidMs <= b!.SaidMs ? a : b;
        return Compare(a!, b!) >= 0 ? a : b;
    }

    /// <summary>The one said first.</summary>
    public static WindowRecord? FirstSaid(WindowRecord? a, WindowRecord? b)
    {
        if (SaysNothing(a) || SaysNothing(b))
            return SaysNothing(a) ? b : a;
        return Compare(a!, b!) <= 0 ? a : b;
    }

    private static int Compare(WindowRecord a, WindowRecord b)
    {
        int order = (a.SaidMs, a.ToMs, a.FromMs).CompareTo((b.SaidMs, b.ToMs, b.FromMs));
        return order != 0 ? order : string.CompareOrdinal(a.Source, b.Source);
    }
}
