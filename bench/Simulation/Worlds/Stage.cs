namespace Shipments.Bench.Simulation.Worlds;

/// <summary>What happens next to a parcel.</summary>
internal enum Stage : byte
{
    Announce,
    Hub,
    Gate,
    Board,
    Customs,
    Sort,
    Depot,
    Attempt,
    Counter,
    Fetch,
    Return,
    Conclude,
    PollFirst,
    PollLast,
}
