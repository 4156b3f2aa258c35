using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Simulation.Networks;
using Shipments.Domain.Choice;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Choices;

/// <summary>The product's ranks, asked with the most a parcel may cost and with what being late costs: the first lane.</summary>
/// <param name="isDegraded">Whether a lane, by its whole key, is proposed to be degraded.</param>
/// <param name="terms">What lanes cost and publish.</param>
internal sealed class ProductChooser(Func<string, bool> isDegraded, LaneData terms) : ILaneChooser
{
    private const string Currency = "USD";
    private const long TimesMs = 6 * 3_600_000L;

    private readonly Dictionary<string, (long AtMs, LaneCandidate Candidate)> _candidates = new(StringComparer.Ordinal);

    public string Name => "RankLanes";

    public TradeLane? Choose(ChoiceQuestion question) => FirstOf(Ranked(question), question);

    public IReadOnlyList<TradeLane?> ChooseAt(ChoiceQuestion question, IReadOnlyList<decimal> worths)
    {
        IReadOnlyList<RankedLane> ranked = Ranked(question);
        return [.. worths.Select(worth => FirstOf(LaneRanking.Again(ranked, new Price(Currency, worth), question.Usual.Service), question))];
    }

    private static TradeLane? FirstOf(IReadOnlyList<RankedLane> ranked, ChoiceQuestion question) =>
        ranked.FirstOrDefault(lane => lane.Exclusion == RankExclusion.None) is { } first
            ? question.Candidates.First(lane => lane.Service == first.Lane.Lane.Service)
            : null;

    private IReadOnlyList<RankedLane> Ranked(ChoiceQuestion question)
    {
        LaneCandidate[] candidates = [.. question.Candidates.Select(lane => CandidateOf(lane, question)).OfType<LaneCandidate>()];
        RankQuestion asked = new(question.NowMs, question.Grams, RankPreference.Balanced)
        {
            DeadlineDay = question.DeadlineDay,
            CostMax = new Price(Currency, question.CostMax),
            LateCost = new Price(Currency, question.LateCost),
            UsualService = question.Usual.Service,
        };
        return LaneRanking.Rank(asked, candidates, terms);
    }

    private LaneCandidate? CandidateOf(TradeLane lane, ChoiceQuestion question)
    {
        string name = $"{DomainDesk.Tenant}/{lane.Name}";
        if (!LaneKey.TryParse(name, out LaneKey key))
            return null;
        if (!_candidates.TryGetValue(name, out (long AtMs, LaneCandidate Candidate) known) || question.NowMs - known.AtMs >= TimesMs)
            _candidates[name] = known = (question.NowMs, Measured(key, question));
        return known.Candidate with { Condition = isDegraded(name) ? LaneCondition.Degraded : LaneCondition.Open };
    }

    // What a lane counted changes slowly, and to sum it up takes long.
    private LaneCandidate Measured(LaneKey key, ChoiceQuestion question)
    {
        LaneCandidate candidate = new(key, terms.Of(key));
        if (!question.Lanes.TryGetValue(key.ToString(), out LaneState? state))
            return candidate;
        LaneDetails details = LaneDetails.Of(state.Cells, question.NowMs);
        return candidate with
        {
            Times = LaneTimes.Of(details.Cohorts, day => terms.IsWorkday(key.Destination, day), question.NowMs, state.Flow),
            Delay = LaneDelay.Of(state.Flow, details, question.NowMs),
        };
    }
}
