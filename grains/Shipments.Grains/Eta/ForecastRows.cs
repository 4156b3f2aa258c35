using Google.Protobuf;
using Shipments.Contracts.Messages;
using Shipments.Domain.Eta;

namespace Shipments.Grains.Eta;

/// <summary>The rows of a tenant's lanes, with a version that rises with each change. No clock, no call. Not thread-safe.</summary>
/// <param name="incarnation">Tells the versions of this activation from those of another one.</param>
internal sealed class ForecastRows(long incarnation)
{
    private readonly Dictionary<string, (ByteString Row, long Version)> _rows = new(StringComparer.Ordinal);
    private long _version;

    /// <summary>Whether there is something that was not written.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Reads what was written.</summary>
    public void Load(ReadOnlySpan<byte> bytes)
    {
        foreach (LaneForecastRow row in ForecastsRecord.Parser.ParseFrom(bytes).Rows)
            _rows[row.Lane] = (row.Row, ++_version);
    }

    /// <summary>What is to be written.</summary>
    public byte[] Save()
    {
        ForecastsRecord record = new();
        foreach ((string lane, (ByteString row, _)) in _rows)
            record.Rows.Add(new LaneForecastRow { Lane = lane, Row = row });
        return record.ToByteArray();
    }

    /// <summary>Notes that what <see cref="Save"/> gave was written, and nothing was put since.</summary>
    public void Saved() => IsDirty = false;

    /// <summary>Takes a row; false when there is no room for another lane.</summary>
    public bool Put(string lane, ByteString row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row.Length, ForecastRow.BytesMax);
        if (!_rows.TryGetValue(lane, out (ByteString Row, long Version) known) && _rows.Count >= ForecastTable.LanesMax)
            return false;
        if (known.Version != 0 && known.Row == row)
            return true;
        _rows[lane] = (row, ++_version);
        IsDirty = true;
        return true;
    }

    /// <summary>The rows that are new since an answer.</summary>
    public GetForecastsReply Since(GetForecastsQuery query)
    {
        bool whole = query.Incarnation != incarnation || query.After <= 0 || query.After > _version;
        GetForecastsReply reply = new() { Version = _version, Incarnation = incarnation, Whole = whole };
        foreach ((string lane, (ByteString row, long version)) in _rows)
        {
            if (whole || version > query.After)
                reply.Rows.Add(new LaneForecastRow { Lane = lane, Row = row });
        }

        return reply;
    }
}
