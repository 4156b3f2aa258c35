using Shipments.Domain.Lanes;

namespace Shipments.Domain.Choice;

/// <summary>
/// Judges the lanes of a tenant together by the country at each end, so that a stop is seen that no thin lane could tell from chance: a strike at a
/// country's post is one in all the lanes that end there. It keeps each lane's last report. Not thread-safe.
/// </summary>
public sealed class FlowPool
{
    /// <summary>Lanes that are judged together: 10,000. Reports of further ones are not taken.</summary>
    public const int LanesMax = 10_000;

    private readonly Dictionary<string, (LaneKey Key, IReadOnlyList<FlowWindow> Windows)> _reports = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Scope, FlowStage Stage, int Bins), PoolSum> _sums = [];

    // Reports that end more than a half hour before this one are of lanes nobody looks at any more.
    private int _newest;

    /// <summary>The pool of a lane at a stage: <c>export/CN</c> or <c>delivery/US</c>.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="stage">The stage.</param>
    public static string ScopeOf(LaneKey lane, FlowStage stage) =>
        FlowStages.IsAtOrigin(stage) ? $"export/{lane.Origin}" : $"delivery/{lane.Destination}";

    /// <summary>All windows a lane reports: of each stage that is watched, those it is judged by itself.</summary>
    /// <param name="baseline">A look at the lane.</param>
    public static IReadOnlyList<FlowWindow> WindowsOf(FlowBaseline baseline)
    {
        List<FlowWindow> windows = [];
        for (FlowStage stage = FlowStage.PickedUp; stage <= FlowStage.Delivered; stage++)
            windows.AddRange(ScansStopped.WindowsOf(baseline, stage).Where(window => window.Expected > 0));
        return windows;
    }

    /// <summary>Takes a lane's report in place of its last one. False when there is no room for a further lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="windows">What <see cref="WindowsOf"/> gave.</param>
    public bool Report(LaneKey lane, IReadOnlyList<FlowWindow> windows)
    {
        string name = lane.Lane;
        if (_reports.TryGetValue(name, out (LaneKey Key, IReadOnlyList<FlowWindow> Windows) old))
            Count(old.Key, old.Windows, -1);
        else if (_reports.Count >= LanesMax)
            return false;
        _reports[name] = (lane, windows);
        int newest = windows.Count == 0 ? 0 : windows.Max(window => window.ToBin);
        if (newest > _newest)
            BeginAgain(newest);
        else
            Count(lane, windows, 1);
        return true;
    }

    /// <summary>
    /// What the pools of a lane's ends say of it: that the lanes there which run on their own have stopped together, this one with them. Null when
    /// they have not, when the lane itself goes on, and when all pools have stopped at once, which no strike does.
    /// </summary>
    /// <param name="lane">The lane.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
    public LaneFinding? Find(LaneKey lane, long nowMs)
    {
        if (!_reports.TryGetValue(lane.Lane, out (LaneKey Key, IReadOnlyList<FlowWindow> Windows) own))
            return null;
        FlowWindow? worst = null;
        foreach (FlowWindow window in own.Windows.Where(IsFresh))
        {
            if (!IsLow(window))
                continue;
            string scope = ScopeOf(lane, window.Stage);
            PoolSum sum = _sums[(scope, window.Stage, BinsOf(window))];
            if (sum.Running == 0 && sum.IsThinLow && sum.Of(window) is { IsStopped: true } pool && (worst is null || pool.Chance < worst.Value.Chance))
                worst = pool;
        }

        return worst is not { } found || IsAllSilent(BinsOf(found))
            ? null
            : ScansStopped.Of(LaneDetector.ScansStopped, found, ScopeOf(lane, found.Stage), nowMs);
    }

    /// <summary>Whether all stages of all pools that can be judged in a time have stopped, three of them or more, in two countries or more.</summary>
    /// <param name="bins">The time, in half hours: one that lanes report.</param>
    public bool IsAllSilent(int bins)
    {
        HashSet<string> scopes = [];
        int stopped = 0;
        foreach (((string scope, FlowStage stage, int length), PoolSum sum) in _sums)
        {
            FlowWindow pool = sum.Of(new FlowWindow(stage, _newest - length + 1, _newest, 0, 0, 0));
            if (length != bins || !pool.CanJudge)
                continue;
            if (!pool.IsStopped)
                return false;
            stopped++;
            scopes.Add(scope);
        }

        return stopped > 2 && scopes.Count > 1;
    }

    private static bool IsLow(in FlowWindow window) => window.Observed <= DetectorBounds.StoppedShareMax * window.Expected;

    private static int BinsOf(in FlowWindow window) => window.ToBin - window.FromBin + 1;

    private bool IsFresh(FlowWindow window) => window.ToBin >= _newest - 1;

    private void BeginAgain(int newest)
    {
        _newest = newest;
        _sums.Clear();
        foreach ((LaneKey key, IReadOnlyList<FlowWindow> windows) in _reports.Values)
            Count(key, windows, 1);
    }

    private void Count(LaneKey lane, IReadOnlyList<FlowWindow> windows, int sign)
    {
        foreach (FlowWindow window in windows.Where(IsFresh))
        {
            (string, FlowStage, int) place = (ScopeOf(lane, window.Stage), window.Stage, BinsOf(window));
            if (!_sums.TryGetValue(place, out PoolSum? sum))
                _sums[place] = sum = new PoolSum();
            sum.Add(window, sign);
        }
    }

    // The sum over the lanes of a pool. Lanes vary together at most as much as each of them does.
    private sealed class PoolSum
    {
        private long _observed;
        private long _thinObserved;
        private double _expected;
        private double _thinExpected;
        private double _weighted;

        // Lanes that could be judged by themselves and go on: with one of them it is not the country's post that stopped.
        public int Running { get; private set; }

        // Those that cannot be judged by themselves saw little too.
        public bool IsThinLow => _thinObserved <= DetectorBounds.StoppedShareMax * _thinExpected;

        public void Add(in FlowWindow window, int sign)
        {
            _observed += sign * window.Observed;
            _expected += sign * window.Expected;
            _weighted += sign * window.Expected * window.Variance;
            if (!window.CanJudge)
                (_thinObserved, _thinExpected) = (_thinObserved + (sign * window.Observed), _thinExpected + (sign * window.Expected));
            else if (!window.IsStopped)
                Running += sign;
        }

        // What is taken away again leaves a rounding behind, never a count.
        public FlowWindow Of(in FlowWindow like) => like with
        {
            Observed = _observed,
            Expected = Math.Max(0, _expected),
            Variance = _expected <= 0 ? 0 : Math.Max(0, _weighted / _expected),
        };
    }
}
