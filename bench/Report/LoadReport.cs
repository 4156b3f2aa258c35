using Shipments.Bench.Checking;
using Shipments.Bench.Measuring;

namespace Shipments.Bench.Report;

/// <summary>Everything a run found out: what the JSON file holds and the other reports are made of. Milliseconds and seconds are plain numbers.</summary>
internal sealed record LoadReport
{
    public required string Scenario { get; init; }

    public required string Title { get; init; }

    public required string About { get; init; }

    public required string Run { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string Loop { get; init; }

    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required MachineFacts Machine { get; init; }

    public required double WarmUpSeconds { get; init; }

    public required double DurationSeconds { get; init; }

    public required int ParcelsRegistered { get; init; }

    public required double RegisteringSeconds { get; init; }

    public required IReadOnlyList<SeriesReport> Series { get; init; }

    public required IReadOnlyList<ProcessReport> Processes { get; init; }

    /// <summary>What the watched .NET processes told of themselves.</summary>
    public IReadOnlyList<CounterReport> Counters { get; init; } = [];

    /// <summary>Scans and reads that met parcels outside the working set, the warm-up included.</summary>
    public long OutsideWorkingSet { get; init; }

    /// <summary>How long after the load the last state row was written; null when nobody waited for it, or it did not come to that.</summary>
    public double? LevelSeconds { get; init; }

    public required IReadOnlyList<FreshnessReport> Freshness { get; init; }

    public required AnswerReport Answers { get; init; }

    public ReadBackResult? ReadBack { get; init; }

    public required long Violations { get; init; }

    public required IReadOnlyList<string> ViolationsKept { get; init; }

    /// <summary>Whether every answer was right and nothing was lost.</summary>
    public bool IsGood => Violations == 0 && ReadBack is null or { IsGood: true };
}
