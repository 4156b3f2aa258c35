using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>What the entries behind a row say over it, as far as a turn reads it.</summary>
internal readonly struct RowOverlay
{
    /// <param name="entries">Encoded entries that only add, oldest first.</param>
    /// <exception cref="UnreadableStateException">The bytes are no entries.</exception>
    public RowOverlay(ReadOnlySpan<ReadOnlyMemory<byte>> entries)
    {
        Scans = new ReadOnlyMemory<byte>[CountScans(entries)];
        int scans = 0;
        foreach (ReadOnlyMemory<byte> entry in entries)
        {
            ReadOnlySpan<byte> bytes = entry.Span;
            for (int at = 0; at < bytes.Length;)
            {
                int began = at;
                switch (WireReader.SkipField(bytes, ref at))
                {
                    case ParcelEntry.ScansFieldNumber:
                        Scans[scans++] = LogPieceOf(Content(entry[began..at]));
                        break;
                    case ParcelEntry.DecidedFieldNumber:
                        Decided = Content(entry[began..at]);
                        break;
                    case ParcelEntry.SilenceFieldNumber:
                        ReadOnlyMemory<byte> silence = Content(entry[began..at]);
                        Silence = RowJoin.IsHeard(silence.Span) ? silence : ReadOnlyMemory<byte>.Empty;
                        break;
                    case ParcelEntry.RequestsFieldNumber:
                        HasRequests = true;
                        break;
                    default:
                        break;
                }
            }
        }
    }

    /// <summary>The scans that were added, each a piece of a log of scans.</summary>
    public ReadOnlyMemory<byte>[] Scans { get; }

    /// <summary>What was decided last, encoded; null when that is as the row says.</summary>
    public ReadOnlyMemory<byte>? Decided { get; }

    /// <summary>The silence said last, encoded, empty when nothing is awaited; null when that is as the row says.</summary>
    public ReadOnlyMemory<byte>? Silence { get; }

    /// <summary>Whether one of them answers a request.</summary>
    public bool HasRequests { get; }

    private static int CountScans(ReadOnlySpan<ReadOnlyMemory<byte>> entries)
    {
        int count = 0;
        foreach (ReadOnlyMemory<byte> entry in entries)
        {
            ReadOnlySpan<byte> bytes = entry.Span;
            for (int at = 0; at < bytes.Length;)
            {
                if (WireReader.SkipField(bytes, ref at) == ParcelEntry.ScansFieldNumber)
                    count++;
            }
        }

        return count;
    }

    /// <summary>A scan with its length before it, which is how it stands in a log and in the change that brought it.</summary>
    private static ReadOnlyMemory<byte> LogPieceOf(ReadOnlyMemory<byte> change)
    {
        ReadOnlySpan<byte> bytes = change.Span;
        for (int at = 0; at < bytes.Length;)
        {
            int began = at;
            if (WireReader.SkipField(bytes, ref at) != ScanChange.ScanFieldNumber)
                continue;
            WireReader.ReadVarint(bytes, ref began);
            return change[began..at];
        }

        throw new UnreadableStateException($"A change of a scan of {bytes.Length} bytes holds no scan.");
    }

    private static ReadOnlyMemory<byte> Content(ReadOnlyMemory<byte> field)
    {
        int at = 0;
        WireReader.ReadVarint(field.Span, ref at);
        WireReader.ReadVarint(field.Span, ref at);
        return field[at..];
    }
}
