using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Lanes;

/// <summary>A lane's row, and its activations: there may be two for a while, and only one of them can save.</summary>
internal sealed class SimulatedLane
{
    private byte[] _row = [];
    private int _etag;
    private readonly List<(LaneState State, IReadOnlyDictionary<int, long> Saved, int Etag)> _live = [];

    public LaneState Row => LaneState.Decode(_row);

    public int Live => _live.Count;

    /// <summary>Makes one, or a second one beside the first.</summary>
    public void Activate()
    {
        LaneState state = Row;
        _live.Add((state, state.Marks(), _etag));
    }

    public (long Mark, long Saved) Apply(int live, int shard, LaneStretch stretch)
    {
        (LaneState state, IReadOnlyDictionary<int, long> saved, _) = _live[live];
        state.Apply(shard, stretch.After, stretch.UpTo, stretch.Since, LaneCells.Decode(stretch.Cells.Span), stretch.AsOfMs, 1);
        return (state.MarkOf(shard), saved.GetValueOrDefault(shard));
    }

    /// <summary>Saves one; it dies when another has saved since it was made.</summary>
    public void Save(int live)
    {
        (LaneState state, _, int etag) = _live[live];
        if (etag != _etag)
        {
            _live.RemoveAt(live);
            return;
        }

        _row = state.Encode();
        _live[live] = (state, state.Marks(), ++_etag);
    }

    public void Kill(int live) => _live.RemoveAt(live);
}
