using Shipments.Bench.Judging.Totals;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging;

/// <summary>A lane's figures beside the truth.</summary>
/// <param name="Lane">The lane, without its tenant.</param>
/// <param name="Parcels">How many went.</param>
/// <param name="Delivered">How many of them were delivered.</param>
/// <param name="OnTimeShare">The true share tried within the days as sold.</param>
/// <param name="TrueDays">From the pick-up to the delivery: P50, P80 and P95, truly.</param>
/// <param name="SaidDays">The same as the lane says; none where it does not know.</param>
/// <param name="AttemptDays">From the pick-up to the first attempt: P50, P80 and P95, truly.</param>
/// <param name="IsUntracked">Nobody tells of deliveries there.</param>
internal sealed record LaneVerdict(
    string Lane, long Parcels, long Delivered, double OnTimeShare, IReadOnlyList<double?> TrueDays, IReadOnlyList<double?> SaidDays, IReadOnlyList<double?> AttemptDays,
    bool IsUntracked)
{
    private static readonly double[] Shares = [0.5, 0.8, 0.95];

    /// <summary>The greatest part by which a quantile of the lane is off the truth.</summary>
    public double WorstError => TrueDays.Zip(SaidDays, (truth, said) => truth is > 0 && said is not null ? Math.Abs(said.Value - truth.Value) / truth.Value : 0).Max();

    /// <summary>The figures of all lanes.</summary>
    public static IReadOnlyList<LaneVerdict> Of(TotalsJudge totals, IReadOnlyDictionary<string, LaneState> lanes) =>
        [.. totals.Truths.OrderBy(truth => truth.Value.Lane.Index).Select(truth => Of(truth.Value, lanes.GetValueOrDefault(truth.Key)))];

    private static LaneVerdict Of(LaneTruth truth, LaneState? lane)
    {
        QuantileSketch? said = lane is null ? null : LaneFigures.Of(lane.Cells).DoorToDoor;
        return new LaneVerdict(
            truth.Lane.Name, truth.Parcels, truth[Outcome.Delivered], truth.OnTimeShare, [.. Shares.Select(truth.DoorToDoorDays)],
            [.. Shares.Select(share => said?.Quantile(share) / 86_400_000)], [.. Shares.Select(truth.AttemptDays)], truth.Lane.IsUntracked);
    }
}
