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

    /// <summary>Windows of a report: those of all stages that are watched. Further ones are left out.</summary>
    public static readonly int WindowsMax = FlowStages.Watched.Count * StopRule.AllBins.Count;

    private readonly Dictionary<string, (LaneKey Key, IReadOnlyList<FlowWindow> Windows)> _reports = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Scope, FlowStage Stage, int Bins), PoolSum> _sums = [];

    // Reports that end more than a half hour before this one are of lanes nobody looks at any more.
    private int _newest;

    /// <summary>The pool of a lane at a stage: <c>export/CN</c> or <c>delivery/US</c>.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="stage">The stage.</param>
    public static string ScopeOf(LaneKey lane, FlowStage stage) =>
        FlowStages.IsAtOrigin(stage) ? $"export/{lane.Origin}" : $"delivery/{lane.Destination}";

    /// <summary>Takes a lane's report in place of its last one. False when there is no room for a further lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="windows">What <see cref="FlowLook.AllWindows"/> gave.</param>
    public bool Report(LaneKey lane, IReadOnlyList<FlowWindow> windows)
    {
        string name = lane.Lane;
        if (_reports.TryGetValue(name, out (LaneKey Key, IReadOnlyList<FlowWindow> Windows) old))
            Count(old.Key, old.Windows, -1);
        else if (_reports.Count >= LanesMax)
            return false;
        IReadOnlyList<FlowWindow> taken = windows.Count > WindowsMax ? [.. windows.Take(WindowsMax)] : windows;
        _reports[name] = (lane, taken);
        int newest = taken.Count == 0 ? 0 : taken.Max(window => window.ToBin);
        if (newest > _newest)
            BeginAgain(newest);
        else
            Count(lane, taken, 1);
        return true;
    }

    /// <summary>
    /// What the pools of a lane's ends say of it: that the lanes there have stopped together, this one with them. Null when they have not, when the lane itself goes
    /// on, and when all pools have stopped at once, which no strike does.
    /// </summary>
    /// <param name="lane">The lane.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
    public LaneFinding? Find(LaneKey lane, long nowMs)
    {
        if (!_reports.TryGetValue(lane.Lane, out (LaneKey Key, IReadOnlyList<FlowWindow> Windows) own))
            return null;
        foreach (IGrouping<FlowStage, FlowWindow> stage in own.Windows.Where(IsFresh).GroupBy(window => window.Stage).OrderBy(group => FlowStages.PlaceOf(group.Key)))
        {
            string scope = ScopeOf(lane, stage.Key);
            FlowWindow[] pool = [.. stage.Select(window => _sums[(scope, window.Stage, window.Bins)].Of(window))];
            if (StopRule.Of(stage.Key).Find(pool, isPooled: true) is not { } stopped || !IsLow(stage.First(window => window.Bins == stopped.Bins)))
                continue;
            if (!IsAllSilent(stopped.Bins))
                return ScansStopped.Of(LaneDetector.ScansStopped, stopped, scope, nowMs);
        }

        return null;
    }

    /// <summary>Whether all stages of all pools of which something was to be expected in a time are silent, three of them or more, in two countries or more.</summary>
    /// <param name="bins">The time, in half hours: one that lanes report. Of longer ones than half a day the last half day counts.</param>
    public bool IsAllSilent(int bins)
    {
        HashSet<string> scopes = [];
        int silent = 0;
        foreach (((string scope, FlowStage stage, int length), PoolSum sum) in _sums)
        {
            if (length != Math.Min(bins, StopRule.ShortBinsMax))
                continue;
            FlowWindow pool = sum.Of(new FlowWindow(stage, _newest - length + 1, _newest, 0, [], []));
            if (!ScansStopped.Speaks(pool))
                continue;
            if (!StopRule.IsEmpty(pool))
                return false;
            if (!FlowStages.IsMain(stage))
                continue;
            silent++;
            scopes.Add(scope);
        }

        return silent > 2 && scopes.Count > 1;
    }

    // A lane of which next to nothing was to be expected has no part in it: it may be brought by another carrier, and have none by chance.
    private static bool IsLow(FlowWindow window) => window.Middle >= DetectorBounds.OwnExpectedMin && window.Observed <= DetectorBounds.OwnShareMax * window.Middle;

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
        (string export, string delivery) = (ScopeOf(lane, FlowStage.PickedUp), ScopeOf(lane, FlowStage.Delivered));
        foreach (FlowWindow window in windows.Where(IsFresh))
        {
            (string, FlowStage, int) place = (FlowStages.IsAtOrigin(window.Stage) ? export : delivery, window.Stage, window.Bins);
            if (!_sums.TryGetValue(place, out PoolSum? sum))
                _sums[place] = sum = new PoolSum();
            sum.Add(window, sign);
        }
    }
}
