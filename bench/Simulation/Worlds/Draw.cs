namespace Shipments.Bench.Simulation.Worlds;

/// <summary>What a parcel draws for. Each draw has a number of its own.</summary>
internal enum Draw
{
    OrderTime = 1,
    PickUp,
    HubHandling,
    ToGate,
    GateHandling,
    Unloading,
    CustomsHandling,
    Held,
    HoldTime,
    HoldFate,
    ToSort,
    SortHandling,
    ToDepot,
    Depot,
    Lost,
    LostWhere,
    RoundTime,
    Attempt,
    Counter,
    FetchTime,
    Unclaimed,
    ReturnTime,
    Number,
    Ghost,
    Poll,
    Weight,

    /// <summary>The first of the draws for scans; each step and carrier has eight.</summary>
    Scan = 1_000,
}
