namespace Shipments.Bench.Simulation.Regimes;

/// <summary>What a regime changes.</summary>
internal enum RegimeKind
{
    /// <summary>Flights do not leave; strength: the share of them.</summary>
    ClosedCorridor,

    /// <summary>Import customs holds more; strength: the share held beside the usual, hours: how much longer.</summary>
    CustomsRule,

    /// <summary>Scans come late; strength: the share of them, hours: by how many on average.</summary>
    LateScans,

    /// <summary>Scans are not made; strength: the share of them.</summary>
    MissedScans,

    /// <summary>Offices do less; strength: the share of their capacity that is gone.</summary>
    Strike,

    /// <summary>More or fewer parcels are sent; strength: the multiple.</summary>
    Demand,

    /// <summary>Offices and flights have more or less capacity; strength: the multiple.</summary>
    Capacity,

    /// <summary>Flights leave at other times; days and departs: the new ones.</summary>
    Timetable,

    /// <summary>Flights leave late; strength: the share of them, hours: by how many on average.</summary>
    FlightDelay,

    /// <summary>More parcels are lost; strength: the multiple.</summary>
    Losses,

    /// <summary>More attempts fail; strength: the share beside the usual.</summary>
    Attempts,
}
