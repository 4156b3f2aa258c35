namespace Shipments.Domain.Choice;

/// <summary>
/// What is to be expected of a lane's flow, from the flow itself: of each half hour the middle of the same ones of other weeks, less what is
/// told later and what did not come through the stage before. Slow detectors sum it over days. Made for one look; it remembers what it has worked out. Not thread-safe.
/// </summary>
public sealed class FlowBaseline
{
    private const int DayBins = 48;

    // As far back as any lag looks.
    private const int BinsMax = 784;

    private const double Shrink = 20;

    private readonly LaneFlow _flow;
    private readonly FlowContext _context;
    private readonly int _end;
    private readonly (double Mean, int Weeks, bool IsKnown)[]?[] _means = new (double, int, bool)[]?[FlowStages.Count];
    private readonly double[]?[] _known = new double[]?[FlowStages.Count];
    private readonly Dictionary<(bool, int), bool> _holidays = [];
    private readonly Dictionary<FlowStage, double> _supplies = [];

    /// <summary>Begins a look.</summary>
    /// <param name="flow">The lane's flow; not changed.</param>
    /// <param name="context">What else is known.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC. The half hour under way is not looked at.</param>
    public FlowBaseline(LaneFlow flow, FlowContext context, long nowMs)
    {
        _flow = flow;
        _context = context;
        _end = LaneFlow.BinOf(nowMs) - 1;
    }

    /// <summary>The last whole half hour.</summary>
    public int End => _end;

    /// <summary>What is to be expected of a half hour by other weeks alone, and by how many; 0 of 0 when it cannot be said.</summary>
    internal (double Mean, int Weeks) MeanOf(FlowStage stage, int bin)
    {
        int back = _end - bin;
        if (back is < 0 or >= BinsMax)
            return default;
        ref (double Mean, int Weeks, bool IsKnown) mean = ref (_means[(int)stage] ??= new (double, int, bool)[BinsMax])[back];
        if (!mean.IsKnown)
        {
            (double found, int weeks) = ReadMean(stage, bin);
            mean = (found, weeks, true);
        }

        return (mean.Mean, mean.Weeks);
    }

    /// <summary>The same, as far as it is to be known by now: what happened in the last hours is told later.</summary>
    internal (double Mean, int Weeks) ExpectedOf(FlowStage stage, int bin)
    {
        (double mean, int weeks) = MeanOf(stage, bin);
        return mean == 0 ? (0, weeks) : (mean * KnownOf(stage, _end - bin), weeks);
    }

    private double KnownOf(FlowStage stage, int age) =>
        age >= LaneFlow.DelayBinsMax ? 1 : (_known[(int)stage] ??= _flow.KnownShares(stage))[age];

    // The middle of the weeks: one with a strike, and one with what a strike held back, are left out when there are three.
    private (double Mean, int Weeks) ReadMean(FlowStage stage, int bin)
    {
        if (IsHoliday(stage, bin))
            return default;
        Span<int> weeks = stackalloc int[LaneFlow.WeeksMax];
        int count = 0;
        for (int week = 1; week < LaneFlow.WeeksMax; week++)
        {
            int past = bin - (week * LaneFlow.WeekBins);
            if (past > _flow.First && past > _flow.Newest - LaneFlow.BinsMax && !IsHoliday(stage, past))
                weeks[count++] = _flow[stage, past];
        }

        if (count < DetectorBounds.WeeksMin)
            return default;
        weeks = weeks[..count];
        weeks.Sort();
        if (count == 2)
            return (weeks[0], 1);
        double sum = 0;
        for (int i = 1; i < count - 1; i++)
            sum += weeks[i];
        return (sum / (count - 2), count - 2);
    }

    // A holiday casts its shadow half a day to both sides: the half hours are of UTC, the day is of the place.
    private bool IsHoliday(FlowStage stage, int bin)
    {
        bool isOrigin = FlowStages.IsAtOrigin(stage);
        return IsHoliday(isOrigin, (bin - 24) / DayBins) || IsHoliday(isOrigin, (bin + 24) / DayBins);
    }

    private bool IsHoliday(bool isOrigin, int day)
    {
        if (!_holidays.TryGetValue((isOrigin, day), out bool isHoliday))
            _holidays[(isOrigin, day)] = isHoliday = _context.IsHoliday(isOrigin, day);
        return isHoliday;
    }

    // What passed the stage before, at the time at which that passed it which would pass this one now: in the worst of its days. A fifth less is chance.
    internal double SupplyOf(FlowStage stage)
    {
        if (_supplies.TryGetValue(stage, out double supply))
            return supply;
        supply = 1;
        FlowStage before = FlowStages.Before(stage);
        (int least, int most) = _context.LagBins(stage);
        int to = _end - least;
        do
        {
            supply = Math.Min(supply, 1.25 * RatioOf(before, to - DayBins + 1, to));
            to -= DayBins / 4;
        }
        while (to >= _end - most);
        return _supplies[stage] = supply;
    }

    private double RatioOf(FlowStage stage, int from, int to)
    {
        double came = 0;
        double expected = 0;
        for (int bin = from; bin <= to; bin++)
        {
            (double mean, int weeks) = ExpectedOf(stage, bin);
            if (weeks == 0)
                continue;
            came += _flow[stage, bin];
            expected += mean;
        }

        return (came + Shrink) / (expected + Shrink);
    }
}
