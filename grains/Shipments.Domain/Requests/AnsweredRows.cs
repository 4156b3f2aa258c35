using System.Text;
using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Requests;

/// <summary>Answered requests as they lie encoded in a row, each a field of the same number, oldest first: found without parsing the others.</summary>
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
