using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using Google.Protobuf;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;

namespace Shipments.Api.Parcels;

/// <summary>
/// Page tokens of lists: the last place, and a checksum over it, the tenant, the filter and the order. The checksum keeps a token from being
/// used with other arguments by mistake. It is no secret and need not be one: a token only says where to go on in the caller's own parcels.
/// </summary>
internal static class PageTokens
{
    private const byte Format = 1;
    private const int HeadBytes = 17;

    /// <summary>The token of a place in the list of a query.</summary>
    internal static string Write(string tenant, ListParcelsQuery query, ListPosition place)
    {
        byte[] bytes = new byte[HeadBytes + place.Parcel.Length];
        bytes[0] = Format;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), Checksum(tenant, query, place));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(9), place.AtMs);
        Encoding.ASCII.GetBytes(place.Parcel, bytes.AsSpan(HeadBytes));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The place of a token; null for one that was not given for this tenant and query.</summary>
    internal static ListPosition? Read(string tenant, ListParcelsQuery query, string token)
    {
        Span<byte> bytes = stackalloc byte[ApiLimits.PageTokenCharsMax];
        if (token.Length > ApiLimits.PageTokenCharsMax || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out int length)
            || length <= HeadBytes || bytes[0] != Format)
            return null;
        var place = new ListPosition
        {
            AtMs = BinaryPrimitives.ReadInt64BigEndian(bytes[9..]),
            Parcel = Encoding.ASCII.GetString(bytes[HeadBytes..length]),
        };
        bool isGiven = FieldRules.IsId(place.Parcel, ApiLimits.ParcelIdCharsMax)
            && BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]) == Checksum(tenant, query, place);
        return isGiven ? place : null;
    }

    private static ulong Checksum(string tenant, ListParcelsQuery query, ListPosition place)
    {
        ListParcelsQuery asked = query.Clone();
        asked.RowsMax = 0;
        asked.After = place;
        var hash = new XxHash64();
        hash.Append(Encoding.UTF8.GetBytes(tenant + "\0"));
        hash.Append(asked.ToByteArray());
        return hash.GetCurrentHashAsUInt64();
    }
}
