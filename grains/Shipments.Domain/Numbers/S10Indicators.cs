namespace Shipments.Domain.Numbers;

/// <summary>The ranges of S10 service indicators.</summary>
internal static class S10Indicators
{
    /// <summary>The product of an indicator outside every range.</summary>
    public const string Reserved = "reserved";

    private static readonly Range[] Ranges =
    [
        new("AA", "AU", "not assigned", Assigned: false),
        new("AV", "AZ", "domestic"),
        new("BA", "BZ", "domestic"),
        new("CA", "CZ", "parcel"),
        new("DA", "DZ", "domestic"),
        new("EA", "EZ", "ems"),
        new("GA", "GA", "domestic"),
        new("GD", "GD", "domestic"),
        new("HA", "HZ", "e-commerce parcel"),
        new("LA", "LZ", "letter tracked"),
        new("MA", "MZ", "m-bag"),
        new("NA", "NZ", "domestic"),
        new("PA", "PZ", "domestic"),
        new("QA", "QM", "business reply"),
        new("RA", "RZ", "letter registered"),

        // Letter post with a customs form and no more: normally not scanned to the end.
        new("UA", "UZ", "letter untracked", Tracked: false),
        new("VA", "VZ", "letter insured"),
        new("ZA", "ZZ", "domestic"),
    ];

    public static (string Product, bool Tracked, bool Assigned) Of(string indicator)
    {
        foreach (Range range in Ranges)
        {
            if (string.CompareOrdinal(indicator, range.First) >= 0 && string.CompareOrdinal(indicator, range.Last) <= 0)
                return (range.Product, range.Tracked, range.Assigned);
        }

        return (Reserved, true, false);
    }

    private sealed record Range(string First, string Last, string Product, bool Tracked = true, bool Assigned = true);
}
