using Microsoft.Extensions.Logging;

namespace Shipments.Storage;

/// <summary>What every part of the engine uses.</summary>
internal sealed record StorageContext(
    IJournalStore Store,
    StorageOptions Options,
    TimeProvider Time,
    DirtyBudget Budget,
    StorageInstruments Instruments,
    ILogger Log)
{
    /// <summary>Wakes the readers of the feed.</summary>
    public FeedBell Bell { get; } = new(Time);
}
