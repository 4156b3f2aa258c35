using Shipments.Bench.Counters;
using Shipments.Bench.Measuring;

namespace Shipments.Bench.Report;

/// <summary>What a process told of itself in the time that counts: of a sum how much it rose a second, of a gauge its mean, and the most and the last of either.</summary>
internal sealed record CounterReport(string Process, string Name, bool IsGauge, double PerSecond, double Mean, double Max, double Last)
{
    /// <summary>Reads a watch; an instrument that told less than two values in that time is left out.</summary>
    public static IReadOnlyList<CounterReport> Of(CounterWatch watch, RunClock clock) =>
        [.. WatchedInstrument.All.Select(instrument => Of(watch.Process, instrument, watch.Samples, clock)).OfType<CounterReport>()];

    /// <summary>Reads one instrument's samples; null when there are less than two in the time that counts.</summary>
    public static CounterReport? Of(string process, WatchedInstrument instrument, IReadOnlyList<CounterSample> samples, RunClock clock)
    {
        CounterSample[] counted = [.. samples.Where(sample => sample.Counter.Name == instrument.Name && clock.Counts(sample.At))];
        if (counted.Length < 2)
            return null;
        double seconds = (counted[^1].At - counted[0].At).TotalSeconds;
        double rise = counted[^1].Counter.Value - counted[0].Counter.Value;
        return new CounterReport(
            process, instrument.Name, instrument.IsGauge, instrument.IsGauge || seconds <= 0 ? 0 : rise / seconds, counted.Average(sample => sample.Counter.Value),
            counted.Max(sample => sample.Counter.Value), counted[^1].Counter.Value);
    }
}
