namespace Shipments.Bench.Traffic;

/// <summary>The lanes of the traffic. A few carry most parcels, as on any marketplace: the first three have more than half.</summary>
internal static class LaneShares
{
    private static readonly double WeightSum;

    static LaneShares() => WeightSum = All.Sum(lane => lane.Weight);

    /// <summary>The lanes, greatest first.</summary>
    public static IReadOnlyList<LaneShare> All { get; } =
    [
        new("CN", "US", "cainiao-standard", 24, LastMile.Usps),
        new("CN", "ES", "cainiao-standard", 17, LastMile.Correos),
        new("CN", "BR", "cainiao-standard", 11, LastMile.Partner),
        new("CN", "KR", "cainiao-express", 8, LastMile.Partner),
        new("CN", "US", "cainiao-economy", 7, LastMile.Usps, Untracked: true),
        new("CN", "FR", "cainiao-standard", 7, LastMile.Partner),
        new("CN", "PL", "cainiao-standard", 6, LastMile.Partner),
        new("CN", "ES", "cainiao-economy", 5, LastMile.Correos, Untracked: true),
        new("CN", "DE", "cainiao-standard", 5, LastMile.Partner),
        new("CN", "MX", "cainiao-standard", 4, LastMile.Partner),
        new("SG", "US", "cainiao-standard", 3, LastMile.Usps),
        new("CN", "CL", "cainiao-standard", 3, LastMile.Partner),
    ];

    /// <summary>The lane at a place of the shares.</summary>
    /// <param name="unit">From 0 up to and not including 1.</param>
    public static LaneShare At(double unit)
    {
        double left = unit * WeightSum;
        foreach (LaneShare lane in All)
        {
            left -= lane.Weight;
            if (left < 0)
                return lane;
        }

        return All[^1];
    }
}
