namespace Shipments.Domain.Choice;

/// <summary>
/// What is to be expected of a lane's flow, from the flow itself: of each half hour the middle of the same ones of other weeks, times the level of
/// late, less what is told later and what did not come through the stage before. Made for one look; it remembers what it has worked out. Not thread-safe.
/// </summary>
public sealed class FlowBaseline
{
    private const int DayBins = 48;

    // As far back as any lag, level or variance looks.
    private const int BinsMax = 784;

    private const double Shrink = 20;
    private const double LevelMax = 1.5;

    private readonly LaneFlow _flow;
    private readonly FlowContext _context;
    private readonly int _end;
    private readonly (double Mean, int Weeks, bool IsKnown)[]?[] _means = new (double, int, bool)[]?[FlowStages.Count];
    private readonly double[]?[] _known = new double[]?[FlowStages.Count];
    private readonly Dictionary<(bool, int), bool> _holidays = [];
    private readonly Dictionary<FlowStage, double> _levels = [];
    private readonly Dictionary<FlowStage, double> _supplies = [];
    private readonly Dictionary<FlowStage, (double Day, double Bin)> _variances = [];

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

    /// <summary>What came in the last half hours, and what was to be expected.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="bins">How many half hours; at least 1.</param>
    public FlowWindow Window(FlowStage stage, int bins)
    {
        int from = _end - bins + 1;
        double expected = 0;
        int weeks = LaneFlow.WeeksMax;
        for (int bin = from; bin <= _end; bin++)
        {
            (double mean, int known) = ExpectedOf(stage, bin);
            expected += mean;
            weeks = known > 0 ? Math.Min(weeks, known) : weeks;
        }

        if (expected <= 0)
            return new FlowWindow(stage, from, _end, _flow.Sum(stage, from, _end), 0, 0);
        (double day, double half) = VariancesOf(stage);
        double variance = day + (half / bins) + (1 / (weeks * expected));
        return new FlowWindow(stage, from, _end, _flow.Sum(stage, from, _end), expected * LevelOf(stage) * SupplyOf(stage), variance);
    }

    /// <summary>Whether a stop in the last half hours can be ruled out at a glance: most of what other weeks had came, or too little was to come.</summary>
    internal bool IsPlain(FlowStage stage, int bins)
    {
        double usual = 0;
        long came = 0;
        for (int bin = _end - bins + 1; bin <= _end; bin++)
        {
            usual += ExpectedOf(stage, bin).Mean;
            came += _flow[stage, bin];
        }

        return usual * LevelMax < -Math.Log(DetectorBounds.ChanceMax) || came > DetectorBounds.StoppedShareMax * LevelMax * usual;
    }

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

    // What came of late as a share of what was to be expected: in the week, and in the day, up to some hours ago, whichever is less. What stops now must not
    // lower what is expected of it.
    private double LevelOf(FlowStage stage)
    {
        if (_levels.TryGetValue(stage, out double level))
            return level;
        int until = _end - 6;
        level = Math.Clamp(Math.Min(RatioOf(stage, until - LaneFlow.WeekBins + 1, until), RatioOf(stage, until - DayBins + 1, until)), 0.1, LevelMax);
        return _levels[stage] = level;
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

    // How far days, and half hours within them, were off what was to be expected, beyond what chance does to counts.
    private (double Day, double Bin) VariancesOf(FlowStage stage)
    {
        if (_variances.TryGetValue(stage, out (double, double) known))
            return known;
        (double days, double dayWeight) = (10 * 0.02, 10);
        (double bins, double binWeight) = (100 * 0.05, 100);
        for (int day = 1; day <= 14; day++)
        {
            (double came, double expected) = (0, 0);
            for (int bin = _end - (day * DayBins) - 5; bin < _end - ((day - 1) * DayBins) - 5; bin++)
            {
                (double mean, int weeks) = ExpectedOf(stage, bin);
                if (weeks == 0)
                    continue;
                came += _flow[stage, bin];
                expected += mean;
                if (mean >= 5)
                    (bins, binWeight) = (bins + ExcessOf(_flow[stage, bin], mean, weeks, 1), binWeight + 1);
            }

            if (expected >= 20)
                (days, dayWeight) = (days + ExcessOf(came, expected, 2, 0.25), dayWeight + 1);
        }

        return _variances[stage] = (Math.Clamp(days / dayWeight, 0.005, 0.25), Math.Clamp(bins / binWeight, 0.02, 1));
    }

    private static double ExcessOf(double came, double expected, int weeks, double bound)
    {
        double off = (came - expected) / expected;
        return Math.Clamp((off * off) - ((1 + (1.0 / weeks)) / expected), -bound, bound);
    }
}
