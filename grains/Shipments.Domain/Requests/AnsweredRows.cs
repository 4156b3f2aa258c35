using System.Text;
using Google.Protobuf.Collections;
using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Requests;

/// <summary>Answered requests as they lie encoded in a row, each a field of the same number, oldest first: found and dropped without parsing the others.</summary>
internal static class AnsweredRows
{
    private const int IdCharsOnStack = 128;
    private const ulong IdTag = (AnsweredRequest.RequestIdFieldNumber << 3) | 2;

    /// <summary>The request of an id; null when there is none.</summary>
    public static AnsweredRequest? Find(ReadOnlySpan<byte> fields, string requestId)
    {
        int length = Encoding.UTF8.GetByteCount(requestId);
        Span<byte> id = length <= IdCharsOnStack ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(requestId, id);
        for (int at = 0; at < fields.Length;)
        {
            ReadOnlySpan<byte> request = Next(fields, ref at);
            if (IdOf(request).SequenceEqual(id))
                return AnsweredRequest.Parser.ParseFrom(request);
        }

        return null;
    }

    /// <summary>The fields of the newest ones that are remembered beside those of an entry; all of them when it has none.</summary>
    /// <param name="fields">All of them.</param>
    /// <param name="added">Those of the entry, all of which are remembered.</param>
    public static ReadOnlySpan<byte> Newest(ReadOnlySpan<byte> fields, RepeatedField<AnsweredRequest> added)
    {
        if (added.Count == 0)
            return fields;
        int count = added.Count;
        int bytes = added.Sum(static request => request.CalculateSize());
        for (int at = 0; at < fields.Length; count++)
            bytes += Next(fields, ref at).Length;
        int kept = 0;
        for (; kept < fields.Length && (count > RequestMemory.RequestsMax || bytes > RequestMemory.BytesMax); count--)
            bytes -= Next(fields, ref kept).Length;
        return fields[kept..];
    }

    /// <summary>How many bytes requests take as fields of a number.</summary>
    public static int SizeOf(RepeatedField<AnsweredRequest> requests, int field)
    {
        int size = 0;
        foreach (AnsweredRequest request in requests)
            size += WireWriter.SizeOfContent(field, request.CalculateSize());
        return size;
    }

    private static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> fields, ref int at)
    {
        int content = at;
        WireReader.SkipField(fields, ref at);
        WireReader.ReadVarint(fields, ref content);
        WireReader.ReadVarint(fields, ref content);
        return fields[content..at];
    }

    private static ReadOnlySpan<byte> IdOf(ReadOnlySpan<byte> request)
    {
        int at = 0;
        if (request.IsEmpty || WireReader.ReadVarint(request, ref at) != IdTag)
            return default;
        int length = (int)WireReader.ReadVarint(request, ref at);
        return request.Slice(at, length);
    }
}
