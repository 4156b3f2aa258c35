using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Shipments.Grains.Steps;

/// <summary>How far the steps of this silo's shards are behind.</summary>
internal sealed class StepInstruments
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Shipments.Grains";

    private readonly ConcurrentDictionary<SourceQueues, byte> _watched = new();

    public StepInstruments(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        meter.CreateObservableGauge(
            "shipments.steps.oldest.age", () => OldestAge.TotalSeconds, "s", "How long ago the oldest entry with unfinished steps was read.");
        meter.CreateObservableGauge("shipments.steps.unfinished", () => Unfinished, "{entry}", "Entries whose steps are not all answered.");
    }

    private TimeSpan OldestAge => _watched.Keys.Select(queues => queues.OldestAge).DefaultIfEmpty().Max();

    private int Unfinished => _watched.Keys.Sum(queues => queues.Count);

    /// <summary>Counts the queues of a shard in.</summary>
    public void Watch(SourceQueues queues) => _watched.TryAdd(queues, 0);

    /// <summary>Counts them no longer.</summary>
    public void Leave(SourceQueues queues) => _watched.TryRemove(queues, out _);
}
