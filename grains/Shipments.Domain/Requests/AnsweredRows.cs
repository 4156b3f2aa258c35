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

    /// <summary>The fields of the newest ones.</summary>
    /// <param name="fields">All of them.</param>
    /// <param name="count">How many are kept; below 0 is none.</param>
    public static ReadOnlySpan<byte> Newest(ReadOnlySpan<byte> fields, int count)
    {
        int excess = -Math.Max(count, 0);
        for (int at = 0; at < fields.Length; excess++)
            Next(fields, ref at);
        int kept = 0;
        for (; excess > 0; excess--)
            Next(fields, ref kept);
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
