namespace Shipments.Bench.Simulation.Worlds;

/// <summary>What became of a parcel.</summary>
internal enum Outcome : byte
{
    /// <summary>It is on its way.</summary>
    Open,
    Delivered,
    Returned,
    Lost,
    Destroyed,

    /// <summary>It was still on its way when the world ended.</summary>
    Stranded,
}
