using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Simulation.Networks;
using Shipments.Domain.Choice;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Choices;

/// <summary>The product's ranks: the first lane that costs no more than may be, for the deadline as the day it falls on.</summary>
/// <param name="detectors">What is degraded ranks lower.</param>
internal sealed class ProductChooser(ProductDetectors detectors) : ILaneChooser
{
    private const int Grams = 300;
    private const long TimesMs = 6 * 3_600_000L;

    private readonly Dictionary<string, (long AtMs, LaneCandidate Candidate)> _candidates = new(StringComparer.Ordinal);

    public string Name => "RankLanes";

    public TradeLane? Choose(
        IReadOnlyList<TradeLane> candidates, IReadOnlyDictionary<string, LaneState> lanes, long deadlineMs, double costMax, long nowMs)
    {
        Dictionary<string, TradeLane> affordable = candidates.Where(lane => lane.Cost <= costMax).ToDictionary(lane => lane.Service, StringComparer.Ordinal);
        LaneCandidate[] asked = [.. affordable.Values.Select(lane => CandidateOf(lane, lanes, nowMs)).OfType<LaneCandidate>()];
        RankQuestion question = new(nowMs, Grams, RankPreference.Reliable) { DeadlineDay = LaneWeeks.DayOf(deadlineMs) };
        return LaneRanking.Rank(question, asked, LaneData.Empty).FirstOrDefault(ranked => ranked.Exclusion == RankExclusion.None) is { } first
            ? affordable[first.Lane.Lane.Service]
            : null;
    }

    private LaneCandidate? CandidateOf(TradeLane lane, IReadOnlyDictionary<string, LaneState> lanes, long nowMs)
    {
        string name = $"{DomainDesk.Tenant}/{lane.Name}";
        if (!_candidates.TryGetValue(name, out (long AtMs, LaneCandidate Candidate) known) || nowMs - known.AtMs >= TimesMs)
        {
            if (!lanes.TryGetValue(name, out LaneState? state) || !LaneKey.TryParse(name, out LaneKey key))
                return null;
            LaneDetails details = LaneDetails.Of(state.Cells, nowMs);
            LaneTimes times = LaneTimes.Of(details.Cohorts, day => LaneData.Empty.IsWorkday(lane.Destination, day), nowMs);
            _candidates[name] = known = (nowMs, new LaneCandidate(key, LaneTerms.None) { Times = times });
        }

        return known.Candidate with { Condition = detectors.IsDegraded(name) ? LaneCondition.Degraded : LaneCondition.Open };
    }
}
