using System.Globalization;
using Shipments.Domain.Choice.Data;

namespace Shipments.Domain.Choice;

/// <summary>
/// Ranks the lanes a parcel may take. Shares enter by the end of their range that speaks against the lane, so a lane of which little is known ranks
/// below one that is known to be as good, and rises as parcels take it. The same question and lanes give the same ranks; equal ones stand by name.
/// A lane that becomes cheaper, all else equal, never ranks lower. With a cost of being late, lanes rank by what a parcel costs in the end, which is no
/// matter of weights and enters by what is likely; where a usual lane is named the others must beat it for certain. Pure.
/// </summary>
public static class LaneRanking
{
    private const long DayMs = 86_400_000;

    // So much of its certainty a degraded lane keeps, if no queue tells how late it makes parcels.
    private const double DegradedShare = 0.5;

    private const double TimeScaleDays = 7;

    /// <summary>Ranks lanes, the best first; those that are not to be had come last.</summary>
    /// <param name="question">For what parcel.</param>
    /// <param name="lanes">The lanes between its two countries.</param>
    /// <param name="data">Calendars.</param>
    public static IReadOnlyList<RankedLane> Rank(RankQuestion question, IReadOnlyList<LaneCandidate> lanes, LaneData data)
    {
        if (lanes.Count == 0)
            return [];
        DeliveryEstimates estimates = DeliveryEstimates.Between(data, lanes[0].Lane.Origin, lanes[0].Lane.Destination, lanes);
        string? currency = question.CostMax?.Currency ?? question.LateCost?.Currency ?? question.Currency
            ?? lanes.OrderBy(lane => lane.Lane.Service, StringComparer.Ordinal).Select(lane => lane.Terms.Tariff?.Of(question.Grams)?.Currency).FirstOrDefault(known => known is not null);
        Prior prior = new(Share(lanes.Sum(lane => lane.PromisesKept), lanes.Sum(lane => lane.PromisesKept + lane.PromisesMissed), 0.5),
            Share(lanes.Sum(lane => lane.CustomsStopped), lanes.Sum(lane => lane.CustomsAll), 0.05));
        Price? CostOf(LaneCandidate lane) => lane.Terms.Tariff?.Of(question.Grams) is { } price && price.Currency == currency ? price : null;
        RankExclusion Excluded(LaneCandidate lane) => ExclusionOf(question, lane, CostOf(lane), estimates);
        decimal[] costs = [.. lanes.Where(lane => Excluded(lane) == RankExclusion.None).Select(CostOf).Where(cost => cost is not null).Select(cost => cost!.Value.Amount)];
        (decimal Least, decimal Most)? span = costs.Length == 0 ? null : (costs.Min(), costs.Max());
        RankedLane[] ranked = [.. lanes.Select(lane => Excluded(lane) is var exclusion and not RankExclusion.None
            ? new RankedLane(lane, 0, 0, false, CostOf(lane), estimates.Of(lane, question.PostingMs), [], exclusion)
            : Score(question, lane, CostOf(lane), span, estimates, prior))];
        return question.LateCost is { } late ? Again(ranked, late, question.UsualService) : Ordered(ranked);
    }

    /// <summary>Ranks lanes again by another cost of being late: what a seller asks who looks for the one that spends its budget.</summary>
    /// <param name="ranked">What <see cref="Rank"/> gave for a question with a cost of being late.</param>
    /// <param name="late">The other one, in the same currency.</param>
    /// <param name="usualService">As <see cref="RankQuestion.UsualService"/>.</param>
    public static IReadOnlyList<RankedLane> Again(IReadOnlyList<RankedLane> ranked, Price late, string? usualService) =>
        Ordered(LateRanking.Rescore(ranked, late, usualService));

    private static IReadOnlyList<RankedLane> Ordered(IEnumerable<RankedLane> lanes) =>
    [
        .. lanes.OrderBy(lane => lane.Exclusion != RankExclusion.None)
            .ThenByDescending(lane => lane.IsCertainEnough)
            .ThenByDescending(lane => lane.Score)
            .ThenBy(lane => lane.Lane.Lane.Service, StringComparer.Ordinal),
    ];

    private static RankExclusion ExclusionOf(RankQuestion question, LaneCandidate lane, Price? cost, DeliveryEstimates estimates)
    {
        if (lane.Condition == LaneCondition.Suspended)
            return RankExclusion.Suspended;
        if (lane.Terms.Tariff is { } tariff && tariff.Of(question.Grams) is null)
            return RankExclusion.Weight;
        if (question.CostMax is { } most && (cost is not { } known || known.Amount > most.Amount))
            return RankExclusion.Cost;
        if (lane.Terms.ParcelsPerDay is { } capacity && lane.UsedToday >= capacity)
            return RankExclusion.Capacity;
        return estimates.StartOf(lane, question.PostingMs) is null ? RankExclusion.CutOff : RankExclusion.None;
    }

    private static RankedLane Score(
        RankQuestion question, LaneCandidate lane, Price? cost, (decimal Least, decimal Most)? costs, DeliveryEstimates estimates, Prior prior)
    {
        LaneEstimate estimate = estimates.Of(lane, question.PostingMs)!;
        RankWeights weights = RankWeights.Of(question.Preference);
        double wait = (double)(estimate.StartMs - question.PostingMs) / DayMs;
        ArrivalChance chance = PromiseOf(question, lane, estimates, prior);
        double atLeast = chance.AtLeast;
        double kept = lane.Condition == LaneCondition.Degraded && lane.Delay.MoreDays <= 0 ? DegradedShare : 1;
        List<RankTerm> terms =
        [
            new(RankTermKind.Promise, atLeast * kept, weights.Promise, Say($"{chance.Likely:P0} likely, {atLeast:P0} at least{(kept < 1 ? ", halved for a degraded lane" : "")}")),
            TimeOf(estimate, wait, weights.Time),
            CostOf(cost, costs, weights.Cost),
            CapacityOf(lane, weights.Capacity),
            new(RankTermKind.CutOff, 1 / (1 + wait), weights.CutOff, lane.Terms.CutOffs is null ? "no cut-off is known" : Say($"the cut-off is {wait * 24:F1} h after the posting")),
            CustomsOf(lane, prior, weights.Customs),
            new(RankTermKind.Status, lane.Condition == LaneCondition.Open ? 1 : 0, weights.Status, lane.Condition == LaneCondition.Open ? "open" : "degraded"),
        ];
        double score = Math.Round(terms.Sum(term => term.Value * term.Weight), 9);
        return new RankedLane(
            lane, score, chance.Likely * kept, question.ProbabilityMin is not { } least || atLeast * kept >= least, cost, estimate, terms, RankExclusion.None)
        {
            Deviation = chance.Deviation,
        };
    }

    // Without a deadline: what was promised before and kept; where nothing was promised, what is published.
    private static ArrivalChance PromiseOf(RankQuestion question, LaneCandidate lane, DeliveryEstimates estimates, Prior prior)
    {
        if (question.DeadlineDay is { } day)
            return estimates.ByDay(lane, question.PostingMs, day);
        double all = lane.PromisesKept + lane.PromisesMissed;
        if (all == 0 && lane.Terms.Promise is { } promise)
            return estimates.Within(lane, promise.To);
        double hits = lane.PromisesKept + (LaneTimes.ParentWeight * prior.Kept);
        all += LaneTimes.ParentWeight;
        return new ArrivalChance(hits / all, all);
    }

    private static RankTerm TimeOf(LaneEstimate estimate, double wait, double weight) => estimate.P80Workdays is { } days
        ? new(RankTermKind.Time, 1 / (1 + ((days + wait) / TimeScaleDays)), weight, Say($"four in five within {days} working days"))
        : new(RankTermKind.Time, 0, weight, "nobody knows how long it takes");

    // One without a price counts as the dearest of the others.
    private static RankTerm CostOf(Price? cost, (decimal Least, decimal Most)? costs, double weight)
    {
        if (costs is not { } span)
            return new(RankTermKind.Cost, 1, weight, "no lane has a price");
        double Against(decimal amount) => amount == 0 ? 1 : (double)(span.Least / amount);
        return cost is { } known
            ? new(RankTermKind.Cost, Against(known.Amount), weight, Say($"{known.Amount} {known.Currency}, the least is {span.Least}"))
            : new(RankTermKind.Cost, Against(span.Most), weight, "no price in this currency, counted as the dearest");
    }

    private static RankTerm CapacityOf(LaneCandidate lane, double weight)
    {
        if (lane.Terms.ParcelsPerDay is not { } capacity)
            return new(RankTermKind.Capacity, 1, weight, "no capacity is stated");
        long left = capacity - lane.UsedToday;
        return new(RankTermKind.Capacity, Math.Min(1, left / (0.2 * capacity)), weight, Say($"{left} of {capacity} parcels are left today"));
    }

    private static RankTerm CustomsOf(LaneCandidate lane, Prior prior, double weight)
    {
        double usual = lane.Terms.CustomsStoppedShare ?? prior.Stopped;
        double stopped = lane.CustomsStopped + (LaneTimes.ParentWeight * usual);
        double share = CountChances.ShareAtMost(stopped, lane.CustomsAll + LaneTimes.ParentWeight);
        return new(RankTermKind.Customs, 1 - share, weight, Say($"the customs stop at most {share:P0}"));
    }

    private static double Share(double part, double whole, double ofNothing) => whole <= 0 ? ofNothing : part / whole;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Prior(double Kept, double Stopped);
}
