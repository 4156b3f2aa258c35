using Shipments.Bench.Judging.Deciding;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Totals;

/// <summary>Lanes counted anew from the last states of their parcels alone.</summary>
internal sealed class RecountedLanes : LaneDeltas
{
    private readonly Dictionary<string, LaneCells> _lanes = new(StringComparer.Ordinal);

    /// <summary>The counts of a lane.</summary>
    public LaneCells Of(string lane) => _lanes.GetValueOrDefault(lane) ?? new LaneCells();

    /// <summary>The lanes that a parcel was in.</summary>
    public IReadOnlyCollection<string> Names => _lanes.Keys;

    /// <summary>Counts a parcel as it stands: as if all that is decided of it had come in one entry.</summary>
    public void Add(JudgedParcel parcel)
    {
        Journal.V1.ParcelStateRecord record = parcel.State.ReadSummary();
        Journal.V1.ParcelEntry entry = new() { AtMs = record.UpdatedMs, Decided = record.Decided };
        Add(DomainDesk.Tenant, 0, Google.Protobuf.MessageExtensions.ToByteArray(entry));
    }

    /// <inheritdoc/>
    protected override LaneCells? SumOf(ReadOnlySpan<char> key, long seq, long atMs)
    {
        string name = key.ToString();
        if (!_lanes.TryGetValue(name, out LaneCells? cells))
            _lanes[name] = cells = new LaneCells();
        return cells;
    }
}
