using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Regimes;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Alarms;

/// <summary>Holds alarms against what truly troubles lanes. An alarm counts once, when it is raised; a false one is one on a lane that nothing troubles.</summary>
internal sealed class AlarmJudge(ILaneDetector detector, Network network, RegimeSet regimes, LaneTroubles troubles)
{
    private readonly Dictionary<string, TradeLane> _lanes = network.Lanes.ToDictionary(lane => $"{DomainDesk.Tenant}/{lane.Name}", StringComparer.Ordinal);
    private readonly HashSet<string> _standing = new(StringComparer.Ordinal);
    private readonly List<RaisedAlarm> _raised = [];

    public string Detector => detector.Name;

    /// <summary>In the order in which they were raised.</summary>
    public IReadOnlyList<RaisedAlarm> Raised => _raised;

    public IEnumerable<RaisedAlarm> False => _raised.Where(alarm => alarm.Truth.Length == 0);

    /// <summary>Looks once.</summary>
    public void Look(IReadOnlyDictionary<string, LaneState> lanes, int at, long nowMs)
    {
        HashSet<string> now = new(StringComparer.Ordinal);
        foreach (LaneAlarm alarm in detector.Look(lanes, nowMs))
        {
            now.Add(alarm.Lane);
            if (!_standing.Contains(alarm.Lane) && _lanes.TryGetValue(alarm.Lane, out TradeLane? lane))
                _raised.Add(new RaisedAlarm(lane.Name, at, alarm.Cause, troubles.At(lane, at)));
        }

        _standing.Clear();
        _standing.UnionWith(now);
    }

    /// <summary>How each strike that struck something was found.</summary>
    public IReadOnlyList<StrikeFinding> Strikes()
    {
        List<StrikeFinding> findings = [];
        foreach (Regime strike in regimes.All.Where(regime => regime.Kind == RegimeKind.Strike && regime.Strength >= 0.9))
        {
            (TradeLane Lane, int BitesAt)[] struck =
                [.. network.Lanes.Where(lane => !lane.IsUntracked).Select(lane => (lane, BitesAt: troubles.BitesAt(strike, lane))).Where(each => each.BitesAt is not null).Select(each => (each.lane, each.BitesAt!.Value))];
            if (struck.Length == 0)
                continue;
            int?[] after = [.. struck.Select(each => FirstAfter(each.Lane.Name, each.BitesAt, strike.To))];
            findings.Add(new StrikeFinding(
                strike.Name, struck.Min(each => each.BitesAt), struck.Length, after.Min(), after.Count(seconds => seconds <= 7_200), after.Count(seconds => seconds is not null)));
        }

        return findings;
    }

    private int? FirstAfter(string lane, int from, int to) =>
        _raised.Where(alarm => alarm.Lane == lane && alarm.At >= from && alarm.At < to).Select(alarm => (int?)(alarm.At - from)).FirstOrDefault();
}
