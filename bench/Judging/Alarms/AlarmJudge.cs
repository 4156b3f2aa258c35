using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Regimes;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Alarms;

/// <summary>Holds alarms against what truly troubles lanes. An alarm counts once, when it is raised; a false one is one on a lane that nothing troubles.</summary>
internal sealed class AlarmJudge(ILaneDetector detector, Network network, RegimeSet regimes, LaneTroubles troubles, Func<TradeLane, int, string>? troubleAt = null)
{
    private const int WithinSeconds = 2 * 3_600;

    // Queues are known as they are now: who judges later keeps what they were.
    private readonly Func<TradeLane, int, string> _troubleAt = troubleAt ?? troubles.At;

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
                _raised.Add(new RaisedAlarm(lane.Name, at, alarm.Cause, _troubleAt(lane, at)));
        }

        _standing.Clear();
        _standing.UnionWith(now);
    }

    /// <summary>How each strike that struck something was found.</summary>
    /// <param name="shownAt">When the first scan of a lane is missing beside a world without the strike, and when so many that it shows; null for never.</param>
    public IReadOnlyList<StrikeFinding> Strikes(Func<Regime, TradeLane, (int? MissingAt, int? ShownAt)>? shownAt = null)
    {
        List<StrikeFinding> findings = [];
        foreach (Regime strike in StrikesOf(regimes))
        {
            StruckLane[] struck = [.. network.Lanes.Where(lane => !lane.IsUntracked).Select(lane => Struck(strike, lane, shownAt)).OfType<StruckLane>()];
            if (struck.Length == 0)
                continue;
            int bites = struck.Min(lane => lane.BitesAt);
            findings.Add(new StrikeFinding(
                strike.Name, bites, struck.Length, struck.Min(lane => lane.FoundAt - lane.BitesAt), struck.Count(lane => lane.FoundAt - lane.BitesAt <= WithinSeconds),
                struck.Count(lane => lane.FoundAt is not null), struck.Min(lane => lane.MissingAt) - bites, struck.Min(lane => lane.ShownAt) - bites, struck.Count(lane => lane.FoundAt - lane.ShownAt <= WithinSeconds)));
        }

        return findings;
    }

    /// <summary>The strikes among regimes: those that stop next to all.</summary>
    public static IEnumerable<Regime> StrikesOf(RegimeSet regimes) => regimes.All.Where(regime => regime.Kind == RegimeKind.Strike && regime.Strength >= 0.9);

    private StruckLane? Struck(Regime strike, TradeLane lane, Func<Regime, TradeLane, (int? MissingAt, int? ShownAt)>? shownAt)
    {
        if (troubles.BitesAt(strike, lane) is not { } bitesAt)
            return null;
        int? foundAt = _raised.Where(alarm => alarm.Lane == lane.Name && alarm.At >= bitesAt && alarm.At < strike.To).Select(alarm => (int?)alarm.At).FirstOrDefault();
        (int? missing, int? shown) = shownAt?.Invoke(strike, lane) ?? default;
        return new StruckLane(bitesAt, foundAt, missing, shown);
    }

    private sealed record StruckLane(int BitesAt, int? FoundAt, int? MissingAt, int? ShownAt);
}
