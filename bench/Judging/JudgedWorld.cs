using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Judging.Choices;
using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Simulation.Regimes;

namespace Shipments.Bench.Judging;

/// <summary>The verdicts on one world.</summary>
internal sealed record JudgedWorld
{
    public required long Seed { get; init; }

    /// <summary>How long it lasted, in days.</summary>
    public required double Days { get; init; }

    public required DeskCounts Counts { get; init; }

    /// <summary>Forecasts whenever the product announced one.</summary>
    public required EtaScores Announced { get; init; }

    /// <summary>Forecasts whenever a parcel first reached a milestone.</summary>
    public required EtaScores Milestones { get; init; }

    /// <summary>Parcels whose carriers made no fault.</summary>
    public required long Faithful { get; init; }

    /// <summary>Comparisons of those with the truth that failed.</summary>
    public required long Differing { get; init; }

    public required IReadOnlyList<string> DifferingTold { get; init; }

    /// <summary>Lanes whose counts are not the sums over their parcels.</summary>
    public required IReadOnlyList<string> LaneDifferences { get; init; }

    public required IReadOnlyList<LaneVerdict> Lanes { get; init; }

    public required IReadOnlyList<RaisedAlarm> Raised { get; init; }

    public required IReadOnlyList<StrikeFinding> Strikes { get; init; }

    public required IReadOnlyList<ChoiceResult> Choices { get; init; }

    public required IReadOnlyList<BacklogPoint> Backlog { get; init; }

    public required IReadOnlyList<Regime> Regimes { get; init; }

    /// <summary>The greatest part by which a quantile of a lane is off the exact one of the times that the product knows: the sketch's error.</summary>
    public double SketchError => Lanes.Select(lane => lane.SketchError).DefaultIfEmpty(0).Max();

    /// <summary>The same from the truth, of lanes on which deliveries are told.</summary>
    public double TruthError => Lanes.Where(lane => !lane.IsUntracked).Select(lane => lane.TruthError).DefaultIfEmpty(0).Max();

    /// <summary>Alarms on lanes that nothing troubled.</summary>
    public int FalseAlarms => Raised.Count(alarm => alarm.Truth.Length == 0);

    /// <summary>The same in thirty days.</summary>
    public double FalseAlarmsAMonth => Days <= 0 ? 0 : FalseAlarms * 30 / Days;
}
