using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Choices;

/// <summary>
/// Lets choosers choose for parcels of which the world also knows how they would have fared on every other lane, and holds that against lanes
/// picked once: see <see cref="ChoicePolicy"/>. A chooser has the same deadlines, the days as sold and one until a van comes, and spends over all
/// parcels no more than those lanes cost. It begins after the weeks that the measuring policies measure.
/// </summary>
/// <param name="choosers">Who choose.</param>
/// <param name="network">The lanes.</param>
/// <param name="terms">What they cost.</param>
/// <param name="options">The world.</param>
internal sealed class ChoiceJudge(IReadOnlyList<ILaneChooser> choosers, Network network, LaneData terms, WorldOptions options)
{
    /// <summary>For so many days lanes are only measured: 28.</summary>
    public const int WarmUpDays = 28;

    private const string Tenant = "sim";

    private readonly Dictionary<int, ChoiceDecision> _open = [];
    private readonly WarmUp _warmUp = new();
    private readonly Dictionary<(string Policy, string Corridor, decimal Cost), TradeLane> _picked = [];
    private readonly Dictionary<(string Policy, string Chooser), ChoiceBudget> _budgets = [];
    private readonly SortedDictionary<(string Policy, string Chooser, string Corridor), ChoiceSums> _sums = [];

    /// <summary>A parcel is sent, with ghosts or without.</summary>
    public void Registered(SimParcel parcel, int at)
    {
        if (IsWarmUp(at))
            _warmUp.Posted(parcel.Lane, DayOf(at));
    }

    /// <summary>A parcel that has ghosts is sent: choosers choose for it.</summary>
    public void Sent(SimParcel parcel, IReadOnlyDictionary<string, LaneState> lanes, int at)
    {
        int grams = Weights.Of(options.Seed, parcel.Id);
        (TradeLane Lane, decimal Cost)[] candidates = [.. network.Lanes
            .Where(lane => lane.Corridor == parcel.Lane.Corridor && !lane.IsUntracked && PriceOf(lane, grams) is not null)
            .Select(lane => (lane, PriceOf(lane, grams)!.Value.Amount))];
        if (candidates.Length < 2 || !Array.Exists(candidates, candidate => candidate.Lane == parcel.Lane))
            return;
        ChoiceDecision decision = new(parcel.Id, candidates, DayOf(at));
        if (IsWarmUp(at))
            return;
        _open[parcel.Id] = decision;
        foreach (ChoicePolicy policy in ChoicePolicy.All)
            Decide(policy, decision, grams, lanes, Ms(at));
    }

    /// <summary>A parcel or a ghost of it has ended.</summary>
    public void Ended(SimParcel parcel)
    {
        if (!parcel.IsGhost && parcel.FirstAttemptAt >= 0 && IsWarmUp(parcel.Events[0].At))
            _warmUp.Tried(parcel.Lane, DayOf(parcel.Events[0].At), DayOf(parcel.FirstAttemptAt));
        if (!_open.TryGetValue(parcel.Id, out ChoiceDecision? decision) || !decision.Candidates.Any(candidate => candidate.Lane == parcel.Lane))
            return;
        decision.TriedDays[parcel.Lane.Name] = parcel.FirstAttemptAt >= 0 ? DayOf(parcel.FirstAttemptAt) : int.MaxValue;
        if (decision.TriedDays.Count < decision.Candidates.Count)
            return;
        _open.Remove(parcel.Id);
        foreach ((ChoicePolicy policy, string chooser, TradeLane picked, TradeLane chosen, int deadlineDay) in decision.Choices)
        {
            foreach (string corridor in new[] { "", parcel.Lane.Corridor })
            {
                if (!_sums.TryGetValue((policy.Name, chooser, corridor), out ChoiceSums? sums))
                    _sums[(policy.Name, chooser, corridor)] = sums = new ChoiceSums();
                sums.Add(decision, picked, chosen, deadlineDay);
            }
        }
    }

    /// <summary>By policy, then all corridors together, then each.</summary>
    public IReadOnlyList<ChoiceResult> Results() =>
        [.. _sums.OrderBy(sums => Rank(sums.Key.Policy)).Select(sums => sums.Value.Result(sums.Key.Corridor, sums.Key.Policy, sums.Key.Chooser))];

    private static bool IsWarmUp(int at) => at < WarmUpDays * OfficeHours.DaySeconds;

    private static int Rank(string policy) => ChoicePolicy.All.TakeWhile(known => known.Name != policy).Count();

    private void Decide(ChoicePolicy policy, ChoiceDecision decision, int grams, IReadOnlyDictionary<string, LaneState> lanes, long nowMs)
    {
        TradeLane[] candidates = [.. decision.Candidates.Select(candidate => candidate.Lane)];
        int days = (int)policy.DaysOf(candidates) + 1;
        TradeLane picked = PickedBy(policy, decision, days);
        decimal share = decision.CostOf(picked);
        foreach (ILaneChooser chooser in choosers)
        {
            if (!_budgets.TryGetValue((policy.Name, chooser.Name), out ChoiceBudget? budget))
                _budgets[(policy.Name, chooser.Name)] = budget = new ChoiceBudget();
            ChoiceQuestion question = new(candidates, lanes, grams, decision.PostedDay + days, budget.CostMax(share), budget.LateCost, picked, nowMs);
            TradeLane chosen = chooser.Choose(question) ?? picked;
            ChoiceQuestion rich = question with { CostMax = decision.Candidates.Max(candidate => candidate.Cost) };
            budget.Spend(share, decision.CostOf(chosen), [.. chooser.ChooseAt(rich, ChoiceBudget.Worths).Select(lane => decision.CostOf(lane ?? picked))]);
            decision.Choices.Add((policy, chooser.Name, picked, chosen, decision.PostedDay + days));
        }
    }

    // Prices tell bands of weights apart.
    private TradeLane PickedBy(ChoicePolicy policy, ChoiceDecision decision, int days)
    {
        (string, string, decimal) key = (policy.Name, decision.Candidates[0].Lane.Corridor, decision.Candidates[0].Cost);
        if (!_picked.TryGetValue(key, out TradeLane? picked))
        {
            _picked[key] = picked = policy.Pick(
                [.. decision.Candidates.Select(candidate => candidate.Lane)], decision.CostOf, lane => _warmUp.ShareOf(lane, days, decision.PostedDay));
        }

        return picked;
    }

    private Price? PriceOf(TradeLane lane, int grams) =>
        terms.Of(new LaneKey(Tenant, lane.Origin, lane.Destination, lane.Service)).Tariff?.Of(grams);

    private int DayOf(int at) => LaneWeeks.DayOf(Ms(at));

    private long Ms(int at) => options.From.ToUnixTimeMilliseconds() + (at * 1_000L);
}
