using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Choices;

/// <summary>
/// Lets a chooser choose for parcels of which the world also knows how they would have fared on every other lane, and holds that against a lane picked
/// once: of each corridor the one with the shortest days as sold, the cheapest, or the one most used. The chooser may not spend more than that lane
/// costs, and has the same deadline: that lane's days as sold, and one day until a van comes.
/// </summary>
internal sealed class ChoiceJudge(ILaneChooser chooser, Network network, DateTimeOffset start)
{
    private static readonly (string Name, Func<IEnumerable<TradeLane>, TradeLane> Pick)[] Policies =
    [
        ("fastest as sold", lanes => lanes.OrderBy(lane => lane.PromiseDays).ThenBy(lane => lane.Cost).First()),
        ("cheapest", lanes => lanes.OrderBy(lane => lane.Cost).First()),
        ("most used", lanes => lanes.OrderByDescending(lane => lane.Share).First()),
    ];

    private readonly Dictionary<int, Decision[]> _open = [];
    private readonly SortedDictionary<(string Corridor, string Policy), Sums> _sums = [];

    public string Chooser => chooser.Name;

    /// <summary>A parcel that has ghosts is sent: somebody chooses for it.</summary>
    public void Sent(SimParcel parcel, IReadOnlyDictionary<string, LaneState> lanes, int at)
    {
        TradeLane[] candidates = [.. network.Lanes.Where(lane => lane.Corridor == parcel.Lane.Corridor && !lane.IsUntracked)];
        if (candidates.Length < 2)
            return;
        _open[parcel.Id] = [.. Policies.Select(policy => Decide(policy.Name, policy.Pick(candidates), candidates, lanes, at))];
    }

    /// <summary>A parcel or a ghost of it has ended.</summary>
    public void Ended(SimParcel parcel)
    {
        if (!_open.TryGetValue(parcel.Id, out Decision[]? decisions) || !decisions[0].Candidates.Contains(parcel.Lane))
            return;
        foreach (Decision decision in decisions)
            decision.OnTime[parcel.Lane.Name] = parcel.FirstAttemptAt >= 0 && parcel.FirstAttemptAt <= decision.Deadline;
        if (decisions[0].OnTime.Count < decisions[0].Candidates.Length)
            return;
        _open.Remove(parcel.Id);
        foreach (Decision decision in decisions)
        {
            if (!_sums.TryGetValue((parcel.Lane.Corridor, decision.Policy), out Sums? sums))
                _sums[(parcel.Lane.Corridor, decision.Policy)] = sums = new Sums();
            sums.Add(decision);
        }
    }

    /// <summary>By corridor, then by how the one lane was picked.</summary>
    public IReadOnlyList<ChoiceResult> Results() => [.. _sums.Select(sums => sums.Value.Result(sums.Key.Corridor, sums.Key.Policy))];

    private Decision Decide(string policy, TradeLane picked, TradeLane[] candidates, IReadOnlyDictionary<string, LaneState> lanes, int at)
    {
        int deadline = at + (int)((picked.PromiseDays + 1) * OfficeHours.DaySeconds);
        long startMs = start.ToUnixTimeMilliseconds();
        TradeLane? chosen = chooser.Choose(candidates, lanes, startMs + (deadline * 1_000L), picked.Cost, startMs + (at * 1_000L));
        return new Decision(policy, picked, chosen ?? picked, deadline, candidates);
    }

    private sealed record Decision(string Policy, TradeLane Picked, TradeLane Chosen, int Deadline, TradeLane[] Candidates)
    {
        public Dictionary<string, bool> OnTime { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Sums
    {
        private string _picked = "";
        private long _parcels;
        private long _moved;
        private long _pickedOnTime;
        private long _chosenOnTime;
        private long _bestOnTime;
        private double _pickedCost;
        private double _chosenCost;

        public void Add(Decision decision)
        {
            _picked = decision.Picked.Name;
            _parcels++;
            _moved += decision.Chosen == decision.Picked ? 0 : 1;
            _pickedOnTime += decision.OnTime[decision.Picked.Name] ? 1 : 0;
            _chosenOnTime += decision.OnTime[decision.Chosen.Name] ? 1 : 0;
            _bestOnTime += decision.Candidates.Any(lane => lane.Cost <= decision.Picked.Cost && decision.OnTime[lane.Name]) ? 1 : 0;
            _pickedCost += decision.Picked.Cost;
            _chosenCost += decision.Chosen.Cost;
        }

        public ChoiceResult Result(string corridor, string policy) => new(
            corridor, policy, _picked, _parcels, _moved, (double)_pickedOnTime / _parcels, (double)_chosenOnTime / _parcels, _pickedCost / _parcels,
            _chosenCost / _parcels, (double)_bestOnTime / _parcels);
    }
}
