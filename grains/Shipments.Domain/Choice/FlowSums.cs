namespace Shipments.Domain.Choice;

/// <summary>Running sums of what a lane counted at a stage, so that a sum over any stretch takes no longer than over a short one.</summary>
internal sealed class FlowSums
{
    private readonly int _oldest;
    private readonly long[] _before;
    private readonly double _squares;

    /// <summary>Sums up.</summary>
    /// <param name="flow">The lane's flow; not changed.</param>
    /// <param name="stage">The stage.</param>
    public FlowSums(LaneFlow flow, FlowStage stage)
    {
        _oldest = flow.Newest - LaneFlow.BinsMax + 1;
        _before = new long[LaneFlow.BinsMax + 1];
        First = int.MaxValue;
        Span<int> counts = stackalloc int[LaneFlow.BinsMax];
        if (!flow.CopyTo(stage, counts))
            return;
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0)
            {
                _before[i + 1] = _before[i];
                continue;
            }

            _before[i + 1] = _before[i] + counts[i];
            _squares += counts[i] * (double)counts[i];
            First = Math.Min(First, _oldest + i);
        }
    }

    /// <summary>The first half hour held in which something came; the largest number there is when nothing did.</summary>
    public int First { get; }

    /// <summary>All that is held.</summary>
    public long Total => _before[^1];

    /// <summary>What was counted in a half hour.</summary>
    public long this[int bin]
    {
        get
        {
            int place = bin - _oldest;
            return place is >= 0 and < LaneFlow.BinsMax ? _before[place + 1] - _before[place] : 0;
        }
    }

    /// <summary>Whether all from a half hour on is held.</summary>
    public bool Holds(int bin) => bin >= _oldest;

    /// <summary>What was counted from one half hour to another, both included; what is not held counts as nothing.</summary>
    public long Sum(int from, int to) => from > to ? 0 : _before[PlaceOf(to + 1)] - _before[PlaceOf(from)];

    /// <summary>
    /// In how many half hours of a week it comes, each weighed by what comes in it: many small ones count as none, and one large one as one. Above a hundred it is
    /// even; flights, bags and rounds are far below.
    /// </summary>
    public double EvenBinsAWeek()
    {
        int bins = _before.Length - 1 - Math.Max(0, First - _oldest);
        return _squares <= 0 ? 0 : Total * (double)Total / _squares * LaneFlow.WeekBins / bins;
    }

    private int PlaceOf(int bin) => Math.Clamp(bin - _oldest, 0, LaneFlow.BinsMax);
}
