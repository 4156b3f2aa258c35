using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using Shipments.Api.Limits;
using Shipments.Domain.Lanes;

namespace Shipments.Api.Lanes;

/// <summary>
/// Page tokens of lists of lanes: the last lane, and a checksum over it and the tenant, so that a token is not used with another key by mistake.
/// It is no secret: a token only says where to go on in the caller's own lanes.
/// </summary>
internal static class LanePageTokens
{
    private const byte Format = 2;
    private const int HeadBytes = 9;

    /// <summary>The token of the place after a lane.</summary>
    internal static string Write(string tenant, string lane)
    {
        byte[] bytes = new byte[HeadBytes + lane.Length];
        bytes[0] = Format;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), Checksum(tenant, lane));
        Encoding.ASCII.GetBytes(lane, bytes.AsSpan(HeadBytes));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The lane of a token; null for one that was not given for this tenant.</summary>
    internal static string? Read(string tenant, string token)
    {
        Span<byte> bytes = stackalloc byte[ApiLimits.PageTokenCharsMax];
        if (token.Length > ApiLimits.PageTokenCharsMax || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out int length)
            || length <= HeadBytes || bytes[0] != Format)
            return null;
        string lane = Encoding.ASCII.GetString(bytes[HeadBytes..length]);
        return LaneKey.TryRead(tenant, lane, out _) && BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]) == Checksum(tenant, lane) ? lane : null;
    }

    private static ulong Checksum(string tenant, string lane) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{tenant}\0lanes\0{lane}"));
}
