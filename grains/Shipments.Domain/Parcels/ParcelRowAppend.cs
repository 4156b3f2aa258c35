using Google.Protobuf;
using Google.Protobuf.Collections;
using Shipments.Domain.Requests;
using Shipments.Domain.Silence;
using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// Applies to a row the entry that nearly all are: scans behind the last one, and what was decided of them. The row's other fields are copied as
/// they are, unread. Byte for byte what <see cref="ParcelReplay"/> makes by parsing all of it.
/// </summary>
internal static class ParcelRowAppend
{
    private const int UpdatedMs = ParcelStateRecord.UpdatedMsFieldNumber;
    private const int Decided = ParcelStateRecord.DecidedFieldNumber;
    private const int Log = ParcelStateRecord.ScanLogFieldNumber;
    private const int Arrivals = ParcelStateRecord.ArrivalsFieldNumber;
    private const int Requests = ParcelStateRecord.RequestsFieldNumber;
    private const int Silent = ParcelStateRecord.SilenceFieldNumber;

    /// <summary>The row after the entry; null when the entry does more, or a scan does not go last.</summary>
    public static byte[]? Apply(RowFields row, ParcelEntry entry)
    {
        if (!IsPlain(entry))
            return null;
        ReadOnlySpan<byte> log = row.Content(Log).Span;
        if (!ScanLog.IsBehind(log, entry.Scans))
            return null;
        int logBytes = log.Length;
        long arrivals = row.Number(Arrivals);
        foreach (ScanChange change in entry.Scans)
        {
            int bytes = change.Scan.CalculateSize();
            logBytes += CodedOutputStream.ComputeLengthSize(bytes) + bytes;
            arrivals = Math.Max(arrivals, change.Scan.Arrival);
        }

        return Write(row, entry, log, logBytes, arrivals);
    }

    private static bool IsPlain(ParcelEntry entry) => entry is
    {
        Registered: null, Updated: null, CreatedBy: null, Numbers: null, Rerouted.Count: 0, StepsHeeded.Count: 0, Refolded: false, Merges: null,
        Containers.Count: 0, Polls.Count: 0,
    } && AreNew(entry.Scans) && RequestMemory.FirstKept(entry.Requests) == 0;

    private static bool AreNew(RepeatedField<ScanChange> changes)
    {
        foreach (ScanChange change in changes)
        {
            if (change.Replaces)
                return false;
        }

        return true;
    }

    private static byte[] Write(RowFields row, ParcelEntry entry, ReadOnlySpan<byte> log, int logBytes, long arrivals)
    {
        ReadOnlySpan<byte> requests = AnsweredRows.Newest(row.Of(Requests).Span, entry.Requests);
        int decidedBytes = entry.Decided?.CalculateSize() ?? 0;
        int size = row.Between(0, UpdatedMs).Length + WireWriter.SizeOfNumber(UpdatedMs, entry.AtMs) + row.Between(UpdatedMs + 1, Decided).Length
            + (entry.Decided is null ? row.Of(Decided).Length : WireWriter.SizeOfContent(Decided, decidedBytes))
            + (logBytes == 0 ? 0 : WireWriter.SizeOfContent(Log, logBytes)) + WireWriter.SizeOfNumber(Arrivals, arrivals)
            + requests.Length + AnsweredRows.SizeOf(entry.Requests, Requests) + row.Between(Requests + 1, Silent).Length
            + (entry.Silence is null ? row.Of(Silent).Length : SizeOf(ParcelSilence.Kept(entry.Silence))) + row.From(Silent + 1).Length;
        byte[] bytes = GC.AllocateUninitializedArray<byte>(size);
        WireWriter writer = new(bytes);
        writer.Raw(row.Between(0, UpdatedMs).Span);
        writer.Number(UpdatedMs, entry.AtMs);
        writer.Raw(row.Between(UpdatedMs + 1, Decided).Span);
        if (entry.Decided is null)
            writer.Raw(row.Of(Decided).Span);
        else
            writer.Message(Decided, entry.Decided, decidedBytes);
        if (logBytes > 0)
            WriteLog(ref writer, entry.Scans, log, logBytes);
        writer.Number(Arrivals, arrivals);
        writer.Raw(requests);
        foreach (AnsweredRequest request in entry.Requests)
            writer.Message(Requests, request, request.CalculateSize());
        writer.Raw(row.Between(Requests + 1, Silent).Span);
        if (entry.Silence is null)
            writer.Raw(row.Of(Silent).Span);
        else if (ParcelSilence.Kept(entry.Silence) is { } silence)
            writer.Message(Silent, silence, silence.CalculateSize());
        writer.Raw(row.From(Silent + 1).Span);
        return bytes;
    }

    private static int SizeOf(SilenceRecord? silence) => silence is null ? 0 : WireWriter.SizeOfContent(Silent, silence.CalculateSize());

    private static void WriteLog(ref WireWriter writer, RepeatedField<ScanChange> added, ReadOnlySpan<byte> log, int logBytes)
    {
        writer.Content(Log, logBytes);
        writer.Raw(log);
        foreach (ScanChange change in added)
            writer.Message(change.Scan, change.Scan.CalculateSize());
    }
}
