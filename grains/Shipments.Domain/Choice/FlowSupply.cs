namespace Shipments.Domain.Choice;

/// <summary>
/// What came through the stage before in the time from which a stage has its parcels, as a share of what came through it in the same time of another week. A stage
/// that nothing comes to has not stopped. What whoever delivers brings to itself excuses nobody, though: where arrivals at depots stay away too, rounds are held
/// against what comes to the carrier.
/// </summary>
internal sealed class FlowSupply
{
    private const int DayBins = 48;

    // A part of so few, or of so little of what is usual, says nothing by itself, and a fifth less of a part is chance.
    private const long PartMin = 10;
    private const double PartShareMin = 0.25;
    private const double PartSlack = 1.25;

    private readonly FlowSums? _sums;
    private readonly double[] _known;
    private readonly int _end;
    private readonly int _least;
    private readonly int _most;
    private readonly int _partBins;
    private readonly FlowSupply? _ofCarrier;
    private readonly double[]?[] _later = new double[]?[LaneFlow.WeeksMax];

    /// <summary>Begins.</summary>
    /// <param name="stage">The stage that is supplied.</param>
    /// <param name="sums">The lane's sums.</param>
    /// <param name="knownShares">What part of what came in the last half hours of a stage is known by now, the last one first.</param>
    /// <param name="context">What transit takes.</param>
    /// <param name="end">The last whole half hour.</param>
    public FlowSupply(FlowStage stage, Func<FlowStage, FlowSums> sums, Func<FlowStage, double[]> knownShares, FlowContext context, int end)
        : this(stage, BeforeOf(stage, FlowStages.Suppliers(stage), sums), sums, knownShares, context, end)
    {
        if (stage == FlowStage.OutForDelivery && BeforeOf(stage, FlowStages.Suppliers(stage), sums) == FlowStage.AtDepot)
            _ofCarrier = new FlowSupply(stage, BeforeOf(stage, FlowStages.Suppliers(stage).Skip(1), sums), sums, knownShares, context, end);
    }

    private FlowSupply(
        FlowStage stage, FlowStage before, Func<FlowStage, FlowSums> sums, Func<FlowStage, double[]> knownShares, FlowContext context, int end)
    {
        FlowSums found = sums(before);
        _sums = found.Total == 0 ? null : found;
        (_known, _end) = (knownShares(before), end);
        (_least, _most) = context.SupplyBins(stage, before);
        _partBins = PartBinsOf(stage, _most - _least);
    }

    /// <summary>The share, 0 to 1; 1 when nobody tells of the stage before; below 0 when it is no longer known.</summary>
    /// <param name="from">The first half hour of the stretch.</param>
    /// <param name="to">The last one.</param>
    /// <param name="week">How many weeks before.</param>
    public double ShareOf(int from, int to, int week)
    {
        if (_sums is null)
            return 1;
        int shift = week * LaneFlow.WeekBins;
        (int begin, int end) = (from - _most, to - _least);
        if (!_sums.Holds(begin - shift))
            return -1;
        double then = KnownOf(begin, end, week);
        double share = then == 0 ? 0 : _sums.Sum(begin, end) / then;
        int length = end - begin + 1;
        int bins = _partBins == 0 ? (length + 1) / 2 : _partBins;
        for (int last = end; bins < length && last - bins + 1 >= begin; last -= Math.Max(1, bins / 2))
        {
            double part = KnownOf(last - bins + 1, last, week);
            if (part >= Math.Max(PartMin, PartShareMin * then * bins / length))
                share = Math.Min(share, PartSlack * _sums.Sum(last - bins + 1, last) / part);
        }

        return share >= DetectorBounds.SupplyShareMin ? Math.Min(1, share) : _ofCarrier?.ShareOf(from, to, week) ?? 0;
    }

    // What came in the same time of another week, as far as it would be known by now: else what is told late would seem not to have come.
    private double KnownOf(int from, int to, int week)
    {
        int shift = week * LaneFlow.WeekBins;
        double[] later = _later[week] ??= LaterOf(shift);
        return _sums!.Sum(from - shift, to - shift) - later[Math.Clamp(_end - from + 1, 0, later.Length - 1)] + later[Math.Clamp(_end - to, 0, later.Length - 1)];
    }

    // What would not be known yet of the last so many half hours.
    private double[] LaterOf(int shift)
    {
        double[] later = new double[_known.Length + 1];
        for (int back = 0; back < _known.Length; back++)
            later[back + 1] = later[back] + (_sums![_end - back - shift] * (1 - _known[back]));
        return later;
    }

    // Departures and arrivals follow what comes to them by a known time, a day of it at once; behind customs only halves of the time can be told apart. 0 for a half.
    private static int PartBinsOf(FlowStage stage, int bins) => stage switch
    {
        FlowStage.Departed or FlowStage.Arrived => bins <= LaneFlow.WeekBins ? DayBins : int.MaxValue,
        FlowStage.Delivered => int.MaxValue,
        FlowStage.PickedUp or FlowStage.Forwarded or FlowStage.ExportReleased or FlowStage.Released or FlowStage.LastMile or FlowStage.Sorted or FlowStage.AtDepot
            or FlowStage.OutForDelivery or FlowStage.None or FlowStage.Registered => 0,
    };

    // The nearest stage before that carriers tell of: not all tell of all.
    private static FlowStage BeforeOf(FlowStage stage, IEnumerable<FlowStage> suppliers, Func<FlowStage, FlowSums> sums)
    {
        foreach (FlowStage before in suppliers)
        {
            if (sums(before).Total > 0)
                return before;
        }

        return FlowStages.Before(stage);
    }
}
