namespace Shipments.Domain.Choice;

/// <summary>
/// A look at a lane's flow: what came at its stages in the last stretches of time, and what came in the same ones of other weeks, by the local clock. Made for one look; it
/// remembers what it has worked out. Not thread-safe.
/// </summary>
public sealed class FlowLook
{
    // What comes before the second day of a stage is its beginning.
    private const int BeginBins = 48;
    private const int KnownMin = 20;

    // Bursts lie further apart.
    private const int GapBins = 12;
    private const double EvenBinsMin = 100;

    private readonly FlowSums?[] _sums = new FlowSums?[FlowStages.Count];
    private readonly IReadOnlyList<FlowWindow>?[] _windows = new IReadOnlyList<FlowWindow>?[FlowStages.Count];
    private readonly double[]?[] _known = new double[]?[FlowStages.Count];
    private readonly FlowCalendar _calendar;

    /// <summary>Begins a look.</summary>
    /// <param name="flow">The lane's flow; not changed.</param>
    /// <param name="context">What else is known.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC. The half hour under way is not looked at.</param>
    public FlowLook(LaneFlow flow, FlowContext context, long nowMs)
    {
        (Flow, Context, NowMs, End) = (flow, context, nowMs, LaneFlow.BinOf(nowMs) - 1);
        _calendar = new FlowCalendar(context);
    }

    /// <summary>The flow that is looked at.</summary>
    public LaneFlow Flow { get; }

    /// <summary>What else is known.</summary>
    public FlowContext Context { get; }

    /// <summary>When, in milliseconds since 1970-01-01 UTC.</summary>
    public long NowMs { get; }

    /// <summary>The last whole half hour.</summary>
    public int End { get; }

    /// <summary>
    /// The last stretches of a stage, of an hour and a half up to a week, shortest first. None of a stage of which too little is known, and none that reaches into a holiday or the
    /// time after one in which its parcels are still missing.
    /// </summary>
    /// <param name="stage">A stage that is watched.</param>
    public IReadOnlyList<FlowWindow> Windows(FlowStage stage) => _windows[(int)stage] ??= Read(stage);

    /// <summary>The windows of all stages that are watched.</summary>
    public IReadOnlyList<FlowWindow> AllWindows()
    {
        List<FlowWindow> windows = [];
        foreach (FlowStage stage in FlowStages.Watched)
            windows.AddRange(Windows(stage));
        return windows;
    }

    private double[] KnownOf(FlowStage stage) => _known[(int)stage] ??= Flow.KnownShares(stage);

    private FlowSums SumsOf(FlowStage stage) => _sums[(int)stage] ??= new FlowSums(Flow, stage);

    private List<FlowWindow> Read(FlowStage stage)
    {
        List<FlowWindow> windows = [];
        FlowSums sums = SumsOf(stage);
        if (sums.Total < KnownMin)
            return windows;
        bool isEven = sums.EvenBinsAWeek() >= EvenBinsMin;
        double[] known = KnownOf(stage);
        FlowSupply supply = new(stage, SumsOf, KnownOf, Context, End);
        FlowWeek[] weeks = [.. Enumerable.Range(1, FlowWindow.WeeksMax).Select(week => new FlowWeek(week))];
        long observed = 0;
        int next = 0;
        for (int back = 0; next < StopRule.AllBins.Count; back++)
        {
            int bin = End - back;
            if (back % GapBins == 0 && !Turn(stage, bin, weeks, sums))
                break;
            observed += sums[bin];
            foreach (FlowWeek week in weeks)
                week.Add(bin, sums, back < known.Length ? known[back] : 1, GapBins);
            if (back + 1 != StopRule.AllBins[next])
                continue;
            next++;
            FlowWindow window = new(stage, bin, End, observed, [.. weeks.Select(week => week.Expected(supply, bin, End))], [.. weeks.Select(week => BurstsOf(week, stage, back + 1, isEven))]);
            if (window.WeeksKnown < DetectorBounds.WeeksMin)
                break;
            windows.Add(window);
        }

        return windows;
    }

    // Behind customs it is days that count: what a late flight brought lies there from Friday to Monday, and comes all day long when it comes.
    private static int BurstsOf(FlowWeek week, FlowStage stage, int bins, bool isEven) =>
        stage == FlowStage.Released && bins > StopRule.ShortBinsMax ? week.Days : isEven ? bins : week.Bursts;

    // Looks at the calendar once for each six hours; false when there is nothing to be expected.
    private bool Turn(FlowStage stage, int bin, FlowWeek[] weeks, FlowSums sums)
    {
        if (_calendar.IsQuiet(stage, bin))
            return false;
        foreach (FlowWeek week in weeks)
        {
            week.ShiftBins = (week.Back * LaneFlow.WeekBins) - _calendar.ClockMoved(stage, bin, week.Back);
            week.IsLost |= _calendar.IsQuiet(stage, bin - week.ShiftBins) || bin - week.ShiftBins - GapBins < sums.First + BeginBins || !sums.Holds(bin - week.ShiftBins - GapBins);
        }

        return true;
    }
}
