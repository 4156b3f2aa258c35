using Google.Protobuf;
using Shipments.Domain.Choice;
using Shipments.Journal.V1;

namespace Shipments.Domain.Lanes;

/// <summary>
/// A lane: the sum over its parcels of the journal, cut at the lane's own marks. A mark is the last place of a shard's journal that is counted.
/// Not thread-safe.
/// </summary>
public sealed class LaneState
{
    private readonly Dictionary<int, long> _marks = [];

    /// <summary>What the parcels count for.</summary>
    public LaneCells Cells { get; private init; } = new();

    /// <summary>What passed its stages, half hour by half hour.</summary>
    public LaneFlow Flow { get; private init; } = new();

    /// <summary>Whether it is to be used: what an operator set and what detectors found.</summary>
    public LaneControl Control { get; private init; } = new();

    /// <summary>The commit time of the newest entry that is counted, in milliseconds since 1970-01-01 UTC; 0 for none.</summary>
    public long AsOfMs { get; private set; }

    /// <summary>When the counts last changed; 0 for never.</summary>
    public long UpdatedMs { get; private set; }

    /// <summary>Weeks before this one are counted together.</summary>
    public int WeekFloor { get; private set; }

    /// <summary>Whether the tenant's index of lanes has heard of it.</summary>
    public bool Indexed { get; set; }

    /// <summary>The mark of a shard; 0 when the lane has none.</summary>
    /// <param name="shard">The shard.</param>
    public long MarkOf(int shard) => _marks.GetValueOrDefault(shard);

    /// <summary>The marks of all shards.</summary>
    public IReadOnlyDictionary<int, long> Marks() => new Dictionary<int, long>(_marks);

    /// <summary>
    /// Counts a stretch of a shard's journal, once. A mark below <paramref name="since"/> is lifted to it first; the stretch is counted only when
    /// it begins at the mark. Otherwise nothing is counted, and the mark says where to begin.
    /// </summary>
    /// <param name="shard">The shard.</param>
    /// <param name="after">The place before the stretch.</param>
    /// <param name="upTo">The last place of the stretch; not before <paramref name="after"/>.</param>
    /// <param name="since">A place up to which every lane has durably counted what concerns it.</param>
    /// <param name="delta">What the stretch adds to this lane; not changed.</param>
    /// <param name="asOfMs">The commit time of the newest entry of the stretch.</param>
    /// <param name="nowMs">The time now.</param>
    /// <returns>Whether it was counted.</returns>
    public bool Apply(int shard, long after, long upTo, long since, LaneCells delta, long asOfMs, long nowMs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(upTo, after);
        long mark = Math.Max(MarkOf(shard), since);
        _marks[shard] = mark;
        if (mark != after)
            return false;
        _marks[shard] = upTo;
        if (delta.IsEmpty)
            return true;
        AsOfMs = Math.Max(AsOfMs, asOfMs);
        UpdatedMs = nowMs;
        Count(delta);
        return true;
    }

    /// <summary>Writes the state.</summary>
    public byte[] Encode()
    {
        LaneRecord record = new()
        {
            Cells = UnsafeByteOperations.UnsafeWrap(Cells.Encode()),
            AsOfMs = AsOfMs,
            UpdatedMs = UpdatedMs,
            WeekFloor = WeekFloor,
            Indexed = Indexed,
            Flow = Flow.Encode(),
            Control = Control.Encode(),
        };
        foreach ((int shard, long mark) in _marks)
        {
            record.MarkShards.Add(shard);
            record.MarkSeqs.Add(mark);
        }

        return record.ToByteArray();
    }

    /// <summary>Reads a state.</summary>
    /// <param name="bytes">What <see cref="Encode"/> gave; empty for a lane nobody counted for.</param>
    /// <exception cref="UnreadableStateException">The bytes are no lane.</exception>
    public static LaneState Decode(ReadOnlySpan<byte> bytes)
    {
        LaneRecord record;
        try
        {
            record = LaneRecord.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new UnreadableStateException($"A lane of {bytes.Length} bytes does not parse.", e);
        }

        if (record.MarkShards.Count != record.MarkSeqs.Count)
            throw new UnreadableStateException($"A lane has {record.MarkShards.Count} shards and {record.MarkSeqs.Count} marks.");
        LaneState state = new()
        {
            Cells = LaneCells.Decode(record.Cells.Span),
            AsOfMs = record.AsOfMs,
            UpdatedMs = record.UpdatedMs,
            WeekFloor = record.WeekFloor,
            Indexed = record.Indexed,
            Flow = LaneFlow.Decode(record.Flow),
            Control = LaneControl.Decode(record.Control),
        };
        for (int i = 0; i < record.MarkShards.Count; i++)
            state._marks[record.MarkShards[i]] = record.MarkSeqs[i];
        return state;
    }

    // The floor only rises, so what was counted in a week is taken away in the same week or, both together, among the older ones.
    private void Count(LaneCells delta)
    {
        int newest = 0;
        foreach ((LaneCell cell, long count) in delta.Sorted())
        {
            if (Flow.TryAdd(cell, count))
                continue;
            newest = Math.Max(newest, cell.Week);
            Cells.Add(cell.Week < WeekFloor ? cell.InWeek(LaneCell.OlderWeek) : cell, count);
        }

        int floor = Math.Max(LaneWeeks.Of(AsOfMs) - LaneWeeks.KeptMax + 1, newest - LaneWeeks.ApartMax + 1);
        if (floor <= WeekFloor)
            return;
        WeekFloor = floor;
        Cells.FoldWeeks(floor);
    }
}
