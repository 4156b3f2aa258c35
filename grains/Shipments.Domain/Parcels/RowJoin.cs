using System.Buffers;
using Google.Protobuf;
using Shipments.Domain.Lanes;
using Shipments.Domain.Requests;
using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// Makes one row of a row and the entries behind it, without parsing either: what an entry adds stands in it as it will stand in the row. Byte for
/// byte what <see cref="ParcelReplay"/> makes by parsing all of it.
/// </summary>
internal ref struct RowJoin
{
    private const int UpdatedMs = ParcelStateRecord.UpdatedMsFieldNumber;
    private const int Decided = ParcelStateRecord.DecidedFieldNumber;
    private const int Log = ParcelStateRecord.ScanLogFieldNumber;
    private const int Arrivals = ParcelStateRecord.ArrivalsFieldNumber;
    private const int Requests = ParcelStateRecord.RequestsFieldNumber;
    private const int Silent = ParcelStateRecord.SilenceFieldNumber;

    private readonly RowFields _row;
    private readonly ReadOnlySpan<ReadOnlyMemory<byte>> _entries;
    private readonly long _arrivals;
    private long _atMs;
    private ReadOnlySpan<byte> _decided;
    private ReadOnlySpan<byte> _silence;
    private bool _isDecided;
    private bool _isSilenceTold;
    private int _scansBytes;
    private int _requests;
    private int _requestsBytes;

    private RowJoin(RowFields row, ReadOnlySpan<ReadOnlyMemory<byte>> entries, long arrivals)
    {
        _row = row;
        _entries = entries;
        _arrivals = arrivals;
        foreach (ReadOnlyMemory<byte> entry in entries)
            Look(entry.Span);
    }

    /// <summary>The row after the entries.</summary>
    /// <param name="row">The row before them.</param>
    /// <param name="entries">Encoded entries that only add, oldest first.</param>
    /// <param name="arrivals">The row's arrivals after them.</param>
    public static byte[] Join(ReadOnlyMemory<byte> row, ReadOnlySpan<ReadOnlyMemory<byte>> entries, long arrivals)
    {
        RowJoin join = new(new RowFields(row), entries, arrivals);
        byte[] bytes = GC.AllocateUninitializedArray<byte>(join.SizeAtMost());
        int size = join.Write(bytes);
        return size == bytes.Length ? bytes : bytes[..size];
    }

    /// <summary>The row after the entries, in a buffer that may be the one the row before stands in.</summary>
    /// <param name="row">The row before them.</param>
    /// <param name="entries">Encoded entries that only add, oldest first.</param>
    /// <param name="arrivals">The row's arrivals after them.</param>
    /// <param name="buffer">Where the row goes; another one, with room to grow, where it is too small.</param>
    /// <returns>The row's length.</returns>
    public static int JoinInto(ReadOnlyMemory<byte> row, ReadOnlySpan<ReadOnlyMemory<byte>> entries, long arrivals, ref byte[] buffer)
    {
        RowJoin join = new(new RowFields(row), entries, arrivals);
        byte[] joined = ArrayPool<byte>.Shared.Rent(join.SizeAtMost());
        int size = join.Write(joined);
        RowBuffer.Fill(ref buffer, joined.AsSpan(0, size));
        ArrayPool<byte>.Shared.Return(joined);
        return size;
    }

    private void Look(ReadOnlySpan<byte> entry)
    {
        FieldReader fields = new(entry);
        for (int field = fields.NextField(); field != 0; field = fields.NextField())
        {
            switch (field)
            {
                case ParcelEntry.AtMsFieldNumber:
                    _atMs = (long)fields.Varint();
                    break;
                case ParcelEntry.ScansFieldNumber:
                    _scansBytes += SizeOf(ScanOf(fields.Bytes()).Length);
                    break;
                case ParcelEntry.DecidedFieldNumber:
                    _decided = fields.Bytes();
                    _isDecided = true;
                    break;
                case ParcelEntry.RequestsFieldNumber:
                    _requests++;
                    _requestsBytes += fields.Bytes().Length;
                    break;
                case ParcelEntry.SilenceFieldNumber:
                    _silence = fields.Bytes();
                    _isSilenceTold = true;
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }
    }

    private readonly int Write(Span<byte> bytes)
    {
        ReadOnlySpan<byte> log = _row.Content(Log).Span;
        ReadOnlySpan<byte> requests = _row.Of(Requests).Span;
        int forgotten = Forgotten(requests);
        WireWriter writer = new(bytes);
        writer.Raw(_row.Between(0, UpdatedMs).Span);
        writer.Number(UpdatedMs, _atMs);
        writer.Raw(_row.Between(UpdatedMs + 1, Decided).Span);
        if (_isDecided)
            writer.Content(Decided, _decided);
        else
            writer.Raw(_row.Of(Decided).Span);
        if (log.Length + _scansBytes > 0)
            WriteLog(ref writer, log);
        writer.Number(Arrivals, _arrivals);
        WriteRequests(ref writer, requests, forgotten);
        writer.Raw(_row.Between(Requests + 1, Silent).Span);
        if (!_isSilenceTold)
            writer.Raw(_row.Of(Silent).Span);
        else if (IsHeard(_silence))
            writer.Content(Silent, _silence);
        writer.Raw(_row.From(Silent + 1).Span);
        return writer.At;
    }

    // Exact but for requests that are forgotten.
    private readonly int SizeAtMost()
    {
        ReadOnlySpan<byte> log = _row.Content(Log).Span;
        ReadOnlySpan<byte> requests = _row.Of(Requests).Span;
        int logBytes = log.Length + _scansBytes;
        int size = _row.Between(0, UpdatedMs).Length + WireWriter.SizeOfNumber(UpdatedMs, _atMs) + _row.Between(UpdatedMs + 1, Decided).Length
            + (_isDecided ? WireWriter.SizeOfContent(Decided, _decided.Length) : _row.Of(Decided).Length)
            + (logBytes == 0 ? 0 : WireWriter.SizeOfContent(Log, logBytes)) + WireWriter.SizeOfNumber(Arrivals, _arrivals)
            + requests.Length + _row.Between(Requests + 1, Silent).Length + _row.From(Silent + 1).Length;
        size += !_isSilenceTold ? _row.Of(Silent).Length : IsHeard(_silence) ? WireWriter.SizeOfContent(Silent, _silence.Length) : 0;
        if (_requests == 0)
            return size;
        foreach (ReadOnlyMemory<byte> entry in _entries)
        {
            FieldReader fields = new(entry.Span);
            while (Next(ref fields, ParcelEntry.RequestsFieldNumber, out ReadOnlySpan<byte> request))
                size += WireWriter.SizeOfContent(Requests, request.Length);
        }

        return size;
    }

    private readonly void WriteLog(ref WireWriter writer, ReadOnlySpan<byte> log)
    {
        writer.Begin(Log, log.Length + _scansBytes);
        writer.Raw(log);
        foreach (ReadOnlyMemory<byte> entry in _entries)
        {
            FieldReader fields = new(entry.Span);
            while (Next(ref fields, ParcelEntry.ScansFieldNumber, out ReadOnlySpan<byte> change))
                writer.Content(ScanOf(change));
        }
    }

    /// <summary>How many of the oldest requests, those of the row first, are forgotten as newer ones come.</summary>
    private readonly int Forgotten(ReadOnlySpan<byte> requests)
    {
        if (_requests == 0)
            return 0;
        int count = _requests, bytes = _requestsBytes;
        FieldReader fields = new(requests);
        for (; Next(ref fields, Requests, out ReadOnlySpan<byte> request); count++)
            bytes += request.Length;
        int kept = count;
        fields = new FieldReader(requests);
        for (; RequestMemory.IsTooMuch(kept, bytes) && Next(ref fields, Requests, out ReadOnlySpan<byte> request); kept--)
            bytes -= request.Length;
        foreach (ReadOnlyMemory<byte> entry in _entries)
        {
            fields = new FieldReader(entry.Span);
            for (; RequestMemory.IsTooMuch(kept, bytes) && Next(ref fields, ParcelEntry.RequestsFieldNumber, out ReadOnlySpan<byte> request); kept--)
                bytes -= request.Length;
        }

        return count - kept;
    }

    private readonly void WriteRequests(ref WireWriter writer, ReadOnlySpan<byte> requests, int forgotten)
    {
        if (_requests == 0)
        {
            writer.Raw(requests);
            return;
        }

        FieldReader fields = new(requests);
        while (Next(ref fields, Requests, out ReadOnlySpan<byte> request))
        {
            if (forgotten-- <= 0)
                writer.Content(Requests, request);
        }

        foreach (ReadOnlyMemory<byte> entry in _entries)
        {
            fields = new FieldReader(entry.Span);
            while (Next(ref fields, ParcelEntry.RequestsFieldNumber, out ReadOnlySpan<byte> request))
            {
                if (forgotten-- <= 0)
                    writer.Content(Requests, request);
            }
        }
    }

    private static bool Next(scoped ref FieldReader fields, int wanted, out ReadOnlySpan<byte> content)
    {
        content = default;
        for (int field = fields.NextField(); field != 0; field = fields.NextField())
        {
            if (field == wanted)
            {
                content = fields.Bytes();
                return true;
            }

            fields.Skip();
        }

        return false;
    }

    private static ReadOnlySpan<byte> ScanOf(ReadOnlySpan<byte> change)
    {
        FieldReader fields = new(change);
        return Next(ref fields, ScanChange.ScanFieldNumber, out ReadOnlySpan<byte> scan) ? scan : default;
    }

    /// <summary>Whether a silence awaits something, as ParcelSilence.Kept has it: without a time nothing is awaited any more.</summary>
    public static bool IsHeard(ReadOnlySpan<byte> silence)
    {
        FieldReader fields = new(silence);
        return fields.NextField() == SilenceRecord.HeardMsFieldNumber && fields.Varint() != 0;
    }

    private static int SizeOf(int length) => CodedOutputStream.ComputeLengthSize(length) + length;
}
