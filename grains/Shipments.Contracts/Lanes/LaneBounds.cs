namespace Shipments.Contracts.Lanes;

/// <summary>The bounds of lanes.</summary>
public static class LaneBounds
{
    /// <summary>Lanes of one tenant that are listed: 10,000. Further ones are counted and read by name, and missing in lists.</summary>
    public const int LanesMax = 10_000;

    /// <summary>Names in one answer of the index: 1,000.</summary>
    public const int PageLanesMax = 1_000;
}
