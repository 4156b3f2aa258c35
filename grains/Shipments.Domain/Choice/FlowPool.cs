using Shipments.Domain.Lanes;

namespace Shipments.Domain.Choice;

/// <summary>
/// Judges the lanes of a tenant together by the country at each end, so that a stop is seen that no thin lane could tell from chance: a strike at a
/// country's post is one in all the lanes that end there. Lanes of which one carrier tells at that end are judged together too, so that the parcels of others do not hide it. It keeps
/// each lane's last report. Not thread-safe.
/// </summary>
public sealed class FlowPool
{
    /// <summary>Lanes that are judged together: 10,000. Reports of further ones are not taken.</summary>
    public const int LanesMax = 10_000;

    /// <summary>Windows of a report: those of all stages that are watched. Further ones are left out.</summary>
    public static readonly int WindowsMax = FlowStages.Watched.Count * StopRule.AllBins.Count;

    // A lane that is its carrier's only one is judged by itself.
    private const int LanesOfCarrierMin = 2;

    // So long, in half hours, a pool had nothing at most before its thin lanes are drawn in for it: six hours.
    private const int NothingBinsMax = 12;

    private readonly Dictionary<string, LaneReport> _reports = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Scope, FlowStage Stage, int Bins), PoolSum> _sums = [];
    private readonly Dictionary<(string Scope, FlowStage Stage, int Bins), PoolSum> _carrierSums = [];

    // Reports that end more than a half hour before this one are of lanes nobody looks at any more.
    private int _newest;

    /// <summary>The pool of a lane at a stage: <c>export/CN</c> or <c>delivery/US</c>.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="stage">The stage.</param>
    public static string ScopeOf(LaneKey lane, FlowStage stage) =>
        FlowStages.IsAtOrigin(stage) ? $"export/{lane.Origin}" : $"delivery/{lane.Destination}";

    /// <summary>The smaller pool of a lane at a stage, of whoever tells of it: <c>delivery/ES/correos</c>; null when nobody is known.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="tellers">Who tells of it.</param>
    public static string? ScopeOf(LaneKey lane, FlowStage stage, LaneTellers tellers) =>
        (FlowStages.IsAtOrigin(stage) ? tellers.PicksUp : tellers.Delivers) is { Length: > 0 } carrier ? $"{ScopeOf(lane, stage)}/{carrier}" : null;

    /// <summary>Takes a lane's report in place of its last one. False when there is no room for a further lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="windows">What <see cref="FlowLook.AllWindows"/> gave.</param>
    /// <param name="tellers">Who tells of its parcels; null for nobody known.</param>
    public bool Report(LaneKey lane, IReadOnlyList<FlowWindow> windows, LaneTellers? tellers = null)
    {
        string name = lane.Lane;
        if (_reports.TryGetValue(name, out LaneReport? old))
            Count(old, -1);
        else if (_reports.Count >= LanesMax)
            return false;
        LaneReport taken = new(lane, windows.Count > WindowsMax ? [.. windows.Take(WindowsMax)] : windows, tellers ?? LaneTellers.None);
        _reports[name] = taken;
        int newest = taken.Windows.Count == 0 ? 0 : taken.Windows.Max(window => window.ToBin);
        if (newest > _newest)
            BeginAgain(newest);
        else
            Count(taken, 1);
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
        if (!_reports.TryGetValue(lane.Lane, out LaneReport? own))
            return null;
        foreach (IGrouping<FlowStage, FlowWindow> stage in own.Windows.Where(IsFresh).GroupBy(window => window.Stage).OrderBy(group => FlowStages.PlaceOf(group.Key)))
        {
            FlowWindow[] windows = [.. stage];
            if (FindOfCarrier(own, stage.Key, windows, nowMs) is { } ofCarrier)
                return ofCarrier;
            string scope = own.Scope(stage.Key);
            FlowWindow[] pool = [.. windows.Select(window => _sums[(scope, window.Stage, window.Bins)].Of(window))];
            if (StopRule.Of(stage.Key).Find(pool, isPooled: true) is not { } stopped)
                continue;
            FlowWindow mine = windows.First(window => window.Bins == stopped.Bins);
            if ((mine.Middle >= DetectorBounds.OwnExpectedMin || HasNothing(pool, mine)) && IsLow(mine) && !WentOn(own, windows) && !IsAllSilent(stopped.Bins))
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

    // Lanes of one carrier stop together: of a thin one nothing needs to be seen.
    private LaneFinding? FindOfCarrier(LaneReport own, FlowStage stage, FlowWindow[] windows, long nowMs)
    {
        if (own.CarrierScope(stage) is not { } scope)
            return null;
        PoolSum[] sums = [.. windows.Select(window => _carrierSums[(scope, window.Stage, window.Bins)])];
        FlowWindow[] pool = [.. windows.Zip(sums, (window, sum) => sum.Lanes < LanesOfCarrierMin ? window with { Weeks = [] } : sum.Of(window))];
        return StopRule.Of(stage).Find(pool, isPooled: true) is { } stopped && IsLow(windows.First(window => window.Bins == stopped.Bins)) && !IsAllSilent(stopped.Bins)
            ? ScansStopped.Of(LaneDetector.ScansStopped, stopped, scope, nowMs) : null;
    }

    // A lane of which next to nothing was to be expected may be brought by another carrier, and have none by chance: unless nobody in the country has any.
    private static bool HasNothing(FlowWindow[] pool, FlowWindow mine) =>
        mine.Observed == 0 && pool.Any(window => window.Bins <= NothingBinsMax && window.Observed == 0 && window.Least >= DetectorBounds.NothingExpectedMin);

    // One carrier of a country that stands still hides others, of which a lane has none for some hours each day: what came of these since the others stopped says whose stop it is.
    private bool WentOn(LaneReport own, FlowWindow[] windows)
    {
        foreach (FlowWindow window in windows)
        {
            PoolSum mine = SumOf(own, window);
            FlowWindow ours = mine.Of(window);
            if (ours.Middle > 0 && !IsLow(ours) && StopRule.Of(window.Stage).IsStill(_sums[(own.Scope(window.Stage), window.Stage, window.Bins)].Without(mine).Of(window)))
                return true;
        }

        return false;
    }

    // All lanes of its carrier, and where nobody knows who that is the lane itself.
    private PoolSum SumOf(LaneReport own, FlowWindow window)
    {
        if (own.CarrierScope(window.Stage) is { } scope)
            return _carrierSums[(scope, window.Stage, window.Bins)];
        PoolSum sum = new();
        sum.Add(window, 1);
        return sum;
    }

    private static bool IsLow(FlowWindow window) => window.Middle > 0 && window.Observed <= DetectorBounds.OwnShareMax * window.Middle;

    private bool IsFresh(FlowWindow window) => window.ToBin >= _newest - 1;

    private void BeginAgain(int newest)
    {
        _newest = newest;
        _sums.Clear();
        _carrierSums.Clear();
        foreach (LaneReport report in _reports.Values)
            Count(report, 1);
    }

    private void Count(LaneReport report, int sign)
    {
        foreach (FlowWindow window in report.Windows.Where(IsFresh))
        {
            Add(_sums, report.Scope(window.Stage), window, sign);
            if (report.CarrierScope(window.Stage) is { } scope)
                Add(_carrierSums, scope, window, sign);
        }
    }

    private static void Add(Dictionary<(string Scope, FlowStage Stage, int Bins), PoolSum> sums, string scope, FlowWindow window, int sign)
    {
        (string, FlowStage, int) place = (scope, window.Stage, window.Bins);
        if (!sums.TryGetValue(place, out PoolSum? sum))
            sums[place] = sum = new PoolSum();
        sum.Add(window, sign);
    }

    private sealed class LaneReport(LaneKey key, IReadOnlyList<FlowWindow> windows, LaneTellers tellers)
    {
        private readonly string _export = ScopeOf(key, FlowStage.PickedUp);
        private readonly string _delivery = ScopeOf(key, FlowStage.Delivered);
        private readonly string? _exportOf = ScopeOf(key, FlowStage.PickedUp, tellers);
        private readonly string? _deliveryOf = ScopeOf(key, FlowStage.Delivered, tellers);

        public IReadOnlyList<FlowWindow> Windows { get; } = windows;

        public string Scope(FlowStage stage) => FlowStages.IsAtOrigin(stage) ? _export : _delivery;

        public string? CarrierScope(FlowStage stage) => FlowStages.IsAtOrigin(stage) ? _exportOf : _deliveryOf;
    }
}
