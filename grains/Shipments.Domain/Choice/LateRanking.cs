using System.Globalization;
using Shipments.Domain.Choice.Data;

namespace Shipments.Domain.Choice;

/// <summary>
/// Scores lanes by what a parcel costs in the end: its price, and what being late costs times how likely that is. The least of all over its own is
/// the score. The other terms stay as figures, with the weight 0. Where a usual lane is named, the others cost what the doubt about both chances may cost on
/// top: of many lanes about as good the one that seems best is mostly one that had luck. Pure.
/// </summary>
internal static class LateRanking
{
    // Nineteen in twenty.
    private const double CertainDeviations = 1.64;

    /// <summary>Scores them; those that are not to be had stay as they are.</summary>
    /// <param name="lanes">The lanes, each with its chance to be in time.</param>
    /// <param name="late">What it costs when a parcel is late.</param>
    /// <param name="usualService">The service that is taken when nothing speaks against it; null for none.</param>
    public static IReadOnlyList<RankedLane> Rescore(IReadOnlyList<RankedLane> lanes, Price late, string? usualService)
    {
        RankedLane[] open = [.. lanes.Where(lane => lane.Exclusion == RankExclusion.None)];
        RankedLane? usual = Array.Find(open, lane => lane.Lane.Lane.Service == usualService);

        // One without a price counts as the dearest of the others.
        decimal dearest = open.Select(lane => lane.Cost?.Amount ?? 0).DefaultIfEmpty(0).Max();
        double DoubtOf(RankedLane lane) => usual is null || lane == usual
            ? 0 : CertainDeviations * (double)late.Amount * Math.Sqrt((lane.Deviation * lane.Deviation) + (usual.Deviation * usual.Deviation));
        double InTheEnd(RankedLane lane) => (double)(lane.Cost?.Amount ?? dearest) + ((1 - lane.Probability) * (double)late.Amount) + DoubtOf(lane);
        double least = open.Select(InTheEnd).DefaultIfEmpty(0).Min();
        return [.. lanes.Select(lane => lane.Exclusion == RankExclusion.None ? Score(lane, late, InTheEnd(lane), DoubtOf(lane), least) : lane)];
    }

    private static RankedLane Score(RankedLane lane, Price late, double cost, double doubt, double least)
    {
        double value = cost <= 0 ? 1 : least / cost;
        string price = lane.Cost is { } known ? Say($"{known.Amount:0.00}") : "an unknown price, counted as the dearest,";
        string beside = doubt > 0 ? Say($", and {doubt:0.00} of doubt beside the usual lane") : "";
        string reason = Say($"{cost:0.00} {late.Currency}: {price} and {1 - lane.Probability:P0} of {late.Amount:0.00} for being late{beside}; the least is {least:0.00}");
        return lane with
        {
            Score = Math.Round(value, 9),
            Terms = [new RankTerm(RankTermKind.ExpectedCost, value, 1, reason), .. lane.Terms.Where(term => term.Kind != RankTermKind.ExpectedCost).Select(term => term with { Weight = 0 })],
        };
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
