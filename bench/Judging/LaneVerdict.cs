using Shipments.Bench.Judging.Totals;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Lanes;
using PublicDetails = Shipments.V1.LaneDetails;

namespace Shipments.Bench.Judging;

/// <summary>A lane's figures beside the truth, and beside what the product knows of its parcels.</summary>
/// <param name="Lane">The lane, without its tenant.</param>
/// <param name="Parcels">How many went.</param>
/// <param name="Delivered">How many of them were delivered.</param>
/// <param name="OnTimeShare">The true share tried within the days as sold.</param>
/// <param name="TrueDays">From the pick-up to the delivery: P50, P80 and P95, truly.</param>
/// <param name="SaidDays">The same as the lane says; none where it does not know.</param>
/// <param name="KnownDays">The same, exactly, of the times that the product knows of these parcels; none where it knows none.</param>
/// <param name="AttemptDays">From the pick-up to the first attempt: P50, P80 and P95, truly.</param>
/// <param name="IsUntracked">Nobody tells of deliveries there.</param>
/// <param name="View">The lane's details as a caller would have got them when the last parcel was sent; null for a lane that nobody told of by then.</param>
internal sealed record LaneVerdict(
    string Lane, long Parcels, long Delivered, double OnTimeShare, IReadOnlyList<double?> TrueDays, IReadOnlyList<double?> SaidDays, IReadOnlyList<double?> KnownDays,
    IReadOnlyList<double?> AttemptDays, bool IsUntracked, PublicDetails? View = null)
{
    private static readonly double[] Shares = [0.5, 0.8, 0.95];

    /// <summary>The greatest part by which a quantile of the lane is off the truth: scans that are missing, late or wrong, and the sketch.</summary>
    public double TruthError => Worst(TrueDays);

    /// <summary>The greatest part by which a quantile of the lane is off the exact one of the same times: the sketch alone.</summary>
    public double SketchError => Worst(KnownDays);

    /// <summary>The figures of all lanes.</summary>
    /// <param name="totals">What is known and true of their parcels.</param>
    /// <param name="lanes">The lanes, by the whole key.</param>
    /// <param name="views">Their details as callers get them, by the whole key.</param>
    public static IReadOnlyList<LaneVerdict> Of(TotalsJudge totals, IReadOnlyDictionary<string, LaneState> lanes, IReadOnlyDictionary<string, PublicDetails> views) =>
        [.. totals.Truths.OrderBy(truth => truth.Value.Lane.Index).Select(truth => Of(truth.Value, totals.Known[truth.Key], lanes.GetValueOrDefault(truth.Key), views.GetValueOrDefault(truth.Key)))];

    private static LaneVerdict Of(LaneTruth truth, KnownDurations known, LaneState? lane, PublicDetails? view)
    {
        QuantileSketch? said = lane is null ? null : LaneFigures.Of(lane.Cells).DoorToDoor;
        return new LaneVerdict(
            truth.Lane.Name, truth.Parcels, truth[Outcome.Delivered], truth.OnTimeShare, [.. Shares.Select(truth.DoorToDoorDays)],
            [.. Shares.Select(share => said?.Quantile(share) / 86_400_000)], [.. Shares.Select(share => known.Days(share, lane?.WeekFloor ?? 0))],
            [.. Shares.Select(truth.AttemptDays)], truth.Lane.IsUntracked, view);
    }

    private double Worst(IReadOnlyList<double?> exact) => exact.Zip(SaidDays, (days, said) => days is > 0 && said is not null ? Math.Abs(said.Value - days.Value) / days.Value : 0).Max();
}
