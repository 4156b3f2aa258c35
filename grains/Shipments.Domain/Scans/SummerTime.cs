namespace Shipments.Domain.Scans;

/// <summary>A law that moves clocks in summer. The laws are written here: nothing is read from the machine's zone data, which may be absent or old.</summary>
internal enum SummerTime
{
    /// <summary>The clock never moves.</summary>
    None,

    /// <summary>European Union: from the last Sunday of March to the last Sunday of October, 01:00 UTC in every zone. In force since 1996.</summary>
    Europe,

    /// <summary>
    /// United States: from the second Sunday of March to the first Sunday of November, 02:00 of each zone's own clock. In force since 2007.
    /// </summary>
    UnitedStates,
}
