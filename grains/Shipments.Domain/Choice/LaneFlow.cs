using Shipments.Domain.Lanes;
using Shipments.Journal.V1;

namespace Shipments.Domain.Choice;

/// <summary>
/// How much passed each stage of a lane in each half hour of the last five weeks, by when it happened, and how long after it was known. So what is still to
/// come of the last hours can be told from what did not happen. Counts are of what came, and are never taken back. What it holds does not depend on the
/// order in which it was counted. Not thread-safe.
/// </summary>
public sealed class LaneFlow
{
    /// <summary>Weeks that are held, the present one included: 5.</summary>
    public const int WeeksMax = 5;

    /// <summary>Half hours of a week: 336.</summary>
    public const int WeekBins = 336;

    /// <summary>Half hours that are held of each stage: 1,680.</summary>
    public const int BinsMax = WeeksMax * WeekBins;

    /// <summary>The length of a bin, in milliseconds: half an hour.</summary>
    public const long BinMs = 1_800_000;

    /// <summary>Delays that are told apart: up to 96 half hours. Longer ones count as so long.</summary>
    public const int DelayBinsMax = 96;

    // By stage, then by bin modulo BinsMax. What a bin holds is of the bin in (Newest − BinsMax, Newest].
    private readonly int[]?[] _counts = new int[]?[FlowStages.Count];

    // By stage, then by week modulo WeeksMax, then by delay. What a week holds is of the week in (_newestWeek − WeeksMax, _newestWeek].
    private readonly int[]?[] _delays = new int[]?[FlowStages.Count];
    private int _newestWeek;

    /// <summary>The oldest bin that was ever counted in; 0 when none was.</summary>
    public int First { get; private set; }

    /// <summary>The newest bin that was counted in; 0 when none was.</summary>
    public int Newest { get; private set; }

    /// <summary>The bin of an instant: half hours since 1970-01-01 UTC.</summary>
    /// <param name="ms">Milliseconds since 1970-01-01 UTC.</param>
    public static int BinOf(long ms) => (int)Math.Clamp(ms / BinMs, 0, int.MaxValue - BinsMax);

    /// <summary>Counts what happened at an instant. What is older than the weeks held is not counted.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="atMs">When it happened, in milliseconds since 1970-01-01 UTC; what lies after its commit counts as of then.</param>
    /// <param name="committedMs">When it was committed.</param>
    /// <param name="count">How many; not negative.</param>
    public void Add(FlowStage stage, long atMs, long committedMs, long count)
    {
        int committed = BinOf(committedMs);
        int bin = Math.Min(BinOf(atMs), committed);
        AddBin(stage, bin, count);
        AddDelay(stage, LaneWeeks.Of(committedMs), Math.Min(committed - bin, DelayBinsMax), count);
    }

    /// <summary>What was counted in a bin; 0 for one that is not held.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="bin">The bin.</param>
    public int this[FlowStage stage, int bin] =>
        bin > Newest - BinsMax && bin <= Newest && bin >= First && _counts[(int)stage] is { } counts ? counts[bin % BinsMax] : 0;

    /// <summary>What was counted from one bin to another, both included.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="from">The first bin.</param>
    /// <param name="to">The last bin.</param>
    public long Sum(FlowStage stage, int from, int to)
    {
        long sum = 0;
        for (int bin = from; bin <= to; bin++)
            sum += this[stage, bin];
        return sum;
    }

    /// <summary>Copies all bins that are held of a stage, up to <see cref="Newest"/>. False when nothing was ever counted there.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="counts">Room for <see cref="BinsMax"/> of them.</param>
    internal bool CopyTo(FlowStage stage, Span<int> counts)
    {
        if (_counts[(int)stage] is not { } held)
            return false;
        int oldest = (Newest + 1) % BinsMax;
        held.AsSpan(oldest).CopyTo(counts);
        held.AsSpan(0, oldest).CopyTo(counts[(BinsMax - oldest)..]);
        return true;
    }

    /// <summary>The share of what happens at a stage that is known within so many half hours; 1 when nothing is known of it.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="bins">Half hours after the one in which it happened; not negative.</param>
    public double KnownWithin(FlowStage stage, int bins) => bins >= DelayBinsMax ? 1 : KnownShares(stage)[bins];

    /// <summary>The same for each number of half hours from 0 to <see cref="DelayBinsMax"/>.</summary>
    /// <param name="stage">The stage.</param>
    public double[] KnownShares(FlowStage stage)
    {
        double[] shares = new double[DelayRow];
        int[] delays = _delays[(int)stage] ?? [];
        for (int row = 0; row < delays.Length; row += DelayRow)
        {
            for (int i = 0; i < DelayRow; i++)
                shares[i] += delays[row + i];
        }

        for (int i = 1; i < shares.Length; i++)
            shares[i] += shares[i - 1];
        double all = shares[^1];
        for (int i = 0; i < shares.Length; i++)
            shares[i] = all == 0 ? 1 : shares[i] / all;
        return shares;
    }

    /// <summary>Writes into a delta what passed a stage.</summary>
    /// <param name="delta">The delta.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="atMs">When it happened.</param>
    /// <param name="committedMs">When it was committed.</param>
    public static void Write(LaneCells delta, FlowStage stage, long atMs, long committedMs)
    {
        int committed = BinOf(committedMs);
        int bin = Math.Min(BinOf(atMs), committed);
        long ms = bin * BinMs;
        delta.Add(new LaneCell(LaneMeasure.Flow, LaneWeeks.Of(ms), (int)stage, (bin + (3 * 48)) % WeekBins), 1);
        delta.Add(new LaneCell(LaneMeasure.FlowDelay, LaneWeeks.Of(committedMs), (int)stage, Math.Min(committed - bin, DelayBinsMax)), 1);
    }

    /// <summary>Counts what a delta says; false for a place of another measure.</summary>
    /// <param name="cell">A place that <see cref="Write"/> wrote.</param>
    /// <param name="count">How many.</param>
    public bool TryAdd(LaneCell cell, long count)
    {
        if (cell.Measure == LaneMeasure.Flow)
            AddBin((FlowStage)cell.Part, (LaneWeeks.DayOf(cell.Week, 0) * 48) + cell.Bucket, count);
        else if (cell.Measure == LaneMeasure.FlowDelay)
            AddDelay((FlowStage)cell.Part, cell.Week, cell.Bucket, count);
        else
            return false;
        return true;
    }

    /// <summary>Writes the counts; null when there are none.</summary>
    internal FlowRecord? Encode()
    {
        if (Newest == 0)
            return null;
        FlowRecord record = new() { First = First, Newest = Newest, NewestWeek = _newestWeek };
        for (int stage = 1; stage < _counts.Length; stage++)
        {
            if (_counts[stage] is null)
                continue;
            FlowStageRecord row = new() { Stage = stage };
            int[] counts = new int[Newest - OldestHeld + 1];
            for (int i = 0; i < counts.Length; i++)
                counts[i] = this[(FlowStage)stage, OldestHeld + i];
            ZeroRuns.Pack(counts, row.PackedCounts);
            ZeroRuns.Pack(_delays[stage] ?? [], row.PackedDelays);
            record.Stages.Add(row);
        }

        return record;
    }

    /// <summary>Reads counts that were written; a stage that a later version knows is left out.</summary>
    /// <exception cref="UnreadableStateException">There are more counts than bins.</exception>
    internal static LaneFlow Decode(FlowRecord? record)
    {
        LaneFlow flow = new();
        if (record is null)
            return flow;
        (flow.First, flow.Newest, flow._newestWeek) = (record.First, record.Newest, record.NewestWeek);
        foreach (FlowStageRecord row in record.Stages)
        {
            int[]? read = row.PackedCounts.Count > 0 ? ZeroRuns.Unpack(row.PackedCounts, BinsMax) : [.. row.Counts];
            int[]? delays = row.PackedDelays.Count > 0 ? ZeroRuns.Unpack(row.PackedDelays, WeeksMax * DelayRow) : [.. row.Delays];
            if (read is not { Length: <= BinsMax } || delays is not { Length: <= WeeksMax * DelayRow })
                throw new UnreadableStateException($"A lane's flow has more than {BinsMax} bins or {WeeksMax * DelayRow} delays.");
            if (row.Stage is <= 0 or >= FlowStages.Count)
                continue;
            int[] counts = flow._counts[row.Stage] = new int[BinsMax];
            for (int i = 0; i < read.Length; i++)
                counts[(flow.OldestHeld + i) % BinsMax] = read[i];
            delays.CopyTo(flow._delays[row.Stage] = new int[WeeksMax * DelayRow], 0);
        }

        return flow;
    }

    private const int DelayRow = DelayBinsMax + 1;

    private int OldestHeld => Math.Max(First, Newest - BinsMax + 1);

    private void AddBin(FlowStage stage, int bin, long count)
    {
        if ((int)stage is <= 0 or >= FlowStages.Count || bin <= 0 || count <= 0)
            return;
        First = First == 0 ? bin : Math.Min(First, bin);
        Advance(bin);
        if (bin <= Newest - BinsMax)
            return;
        int[] counts = _counts[(int)stage] ??= new int[BinsMax];
        ref int held = ref counts[bin % BinsMax];
        held = (int)Math.Min(int.MaxValue, held + count);
    }

    private void Advance(int bin)
    {
        if (bin <= Newest)
            return;
        int from = Math.Max(Newest + 1, bin - BinsMax + 1);
        foreach (int[]? counts in _counts)
        {
            for (int empty = from; counts is not null && empty <= bin; empty++)
                counts[empty % BinsMax] = 0;
        }

        Newest = bin;
    }

    private void AddDelay(FlowStage stage, int week, int delay, long count)
    {
        if ((int)stage is <= 0 or >= FlowStages.Count || delay is < 0 or > DelayBinsMax || count <= 0)
            return;
        for (int empty = Math.Max(_newestWeek + 1, week - WeeksMax + 1); empty <= week; empty++)
        {
            foreach (int[]? delays in _delays)
                delays?.AsSpan(empty % WeeksMax * DelayRow, DelayRow).Clear();
        }

        _newestWeek = Math.Max(_newestWeek, week);
        if (week <= _newestWeek - WeeksMax)
            return;
        int[] held = _delays[(int)stage] ??= new int[WeeksMax * DelayRow];
        ref int cell = ref held[(week % WeeksMax * DelayRow) + delay];
        cell = (int)Math.Min(int.MaxValue, cell + count);
    }
}
