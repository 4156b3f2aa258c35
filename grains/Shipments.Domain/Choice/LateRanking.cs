using System.Globalization;
using Shipments.Domain.Choice.Data;

namespace Shipments.Domain.Choice;

/// <summary>
/// Scores lanes by what a parcel costs in the end: its price, and what being late costs times how likely that is. The least of all over its own is
/// the score. The other terms stay as figures, with the weight 0. Pure.
/// </summary>
internal static class LateRanking
{
    /// <summary>Scores them; those that are not to be had stay as they are.</summary>
    /// <param name="lanes">The lanes, each with its chance to be in time.</param>
    /// <param name="late">What it costs when a parcel is late.</param>
    public static IReadOnlyList<RankedLane> Rescore(IReadOnlyList<RankedLane> lanes, Price late)
    {
        RankedLane[] open = [.. lanes.Where(lane => lane.Exclusion == RankExclusion.None)];

        // One without a price counts as the dearest of the others.
        decimal dearest = open.Select(lane => lane.Cost?.Amount ?? 0).DefaultIfEmpty(0).Max();
        double InTheEnd(RankedLane lane) => (double)(lane.Cost?.Amount ?? dearest) + ((1 - lane.Probability) * (double)late.Amount);
        double least = open.Select(InTheEnd).DefaultIfEmpty(0).Min();
        return [.. lanes.Select(lane => lane.Exclusion == RankExclusion.None ? Score(lane, late, InTheEnd(lane), least) : lane)];
    }

    private static RankedLane Score(RankedLane lane, Price late, double cost, double least)
    {
        double value = cost <= 0 ? 1 : least / cost;
        string price = lane.Cost is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.Amount:0.00}") : "an unknown price, counted as the dearest,";
        string reason = string.Create(
            CultureInfo.InvariantCulture, $"{cost:0.00} {late.Currency}: {price} and {1 - lane.Probability:P0} of {late.Amount:0.00} for being late; the least is {least:0.00}");
        return lane with
        {
            Score = Math.Round(value, 9),
            Terms = [new RankTerm(RankTermKind.ExpectedCost, value, 1, reason), .. lane.Terms.Select(term => term with { Weight = 0 })],
        };
    }
}
