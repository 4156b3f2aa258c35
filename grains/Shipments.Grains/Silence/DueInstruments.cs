using System.Diagnostics.Metrics;
using Shipments.Grains.Steps;

namespace Shipments.Grains.Silence;

/// <summary>The meters of due work.</summary>
internal sealed class DueInstruments
{
    private static readonly KeyValuePair<string, object?>[] Tags =
    [
        .. Enum.GetNames<DueOutcome>().Select(name => new KeyValuePair<string, object?>("outcome", name.ToLowerInvariant())),
    ];

    private readonly Counter<long> _wakes;
    private readonly Histogram<double> _lag;
    private double _oldestSeconds;

    public DueInstruments(IMeterFactory meters)
    {
        Meter meter = meters.Create(new MeterOptions(StepInstruments.MeterName));
        _wakes = meter.CreateCounter<long>("shipments.due.wakes", "{actor}", "Due actors, by what came of waking them.");
        _lag = meter.CreateHistogram<double>("shipments.due.lag", "s", "From an actor's due time to the end of its turn.");
        meter.CreateObservableGauge(
            "shipments.due.oldest.age", () => Volatile.Read(ref _oldestSeconds), "s", "For how long the first of the actors claimed last had been due.");
    }

    /// <summary>The first of those claimed last had been due for so long; zero when nobody was.</summary>
    public void Claimed(TimeSpan oldest) => Volatile.Write(ref _oldestSeconds, oldest.TotalSeconds);

    public void Woken(DueOutcome outcome, TimeSpan lag)
    {
        _wakes.Add(1, Tags[(int)outcome]);
        if (outcome is not (DueOutcome.Failed or DueOutcome.Paused))
            _lag.Record(lag.TotalSeconds);
    }
}
