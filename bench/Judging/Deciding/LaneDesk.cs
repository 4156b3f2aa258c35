using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Deciding;

/// <summary>The lanes, fed by entries as the product feeds them: summed by a table, carried as stretches, counted once by each lane.</summary>
internal sealed class LaneDesk
{
    private const int Shard = 0;

    private readonly LaneFeedTable _table = new(0, shards: 1);
    private readonly SortedDictionary<string, LaneState> _lanes = new(StringComparer.Ordinal);
    private long _seq;

    /// <summary>By the whole key.</summary>
    public IReadOnlyDictionary<string, LaneState> Lanes => _lanes;

    /// <summary>Adds an entry.</summary>
    public void Add(ReadOnlySpan<byte> entry)
    {
        _table.Add(DomainDesk.Tenant, ++_seq, entry);
        _table.ReadTo(_seq);
    }

    /// <summary>Carries to lanes what was added.</summary>
    public void Carry(long nowMs)
    {
        foreach (LaneStretch stretch in _table.Due(nowMs, LaneFeedTable.LanesMax))
        {
            if (!_lanes.TryGetValue(stretch.Lane, out LaneState? lane))
                _lanes[stretch.Lane] = lane = new LaneState();
            lane.Apply(Shard, stretch.After, stretch.UpTo, stretch.Since, LaneCells.Decode(stretch.Cells.Span), stretch.AsOfMs, nowMs);
            long mark = lane.MarkOf(Shard);
            if (!_table.Answered(stretch, mark, mark))
                throw new InvalidDataException($"The lane {stretch.Lane} stands at {mark}, and {stretch.UpTo} was sent.");
        }

        _table.CursorSaved(_table.SafeCursor);
    }
}
