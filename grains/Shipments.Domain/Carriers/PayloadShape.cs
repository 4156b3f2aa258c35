using System.Text.Json;
using Shipments.Domain.Carriers.Correos;
using Shipments.Domain.Carriers.Epcis;
using Shipments.Domain.Carriers.SingPost;
using Shipments.Domain.Carriers.Upu;
using Shipments.Domain.Carriers.UspsXml;

namespace Shipments.Domain.Carriers;

/// <summary>Tells formats apart by the names of the outermost object, or of the first object of an outermost list.</summary>
internal static class PayloadShape
{
    public enum Kind
    {
        Unknown,
        Cainiao,
        Usps,
        FourPx,
        YunExpress,
        AliExpress,
        AfterShip,
        SeventeenTrack,
        UspsXml,
        Correos,
        SingPost,
        Emsevt,
        Epcis,
    }

    public static Kind Of(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > PayloadLimits.BytesMax)
            return Kind.Unknown;
        if (EmsevtShape.Fits(payload))
            return Kind.Emsevt;
        if (UspsXmlDocument.IsOurs(payload))
            return Kind.UspsXml;
        JsonReaderOptions options = new() { MaxDepth = PayloadLimits.DepthMax, CommentHandling = JsonCommentHandling.Skip };
        Utf8JsonReader reader = new(PayloadJson.WithoutMark(payload).Span, options);
        try
        {
            return Of(ref reader);
        }
        catch (JsonException)
        {
            return Kind.Unknown;
        }
    }

    private static Kind Of(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            return Kind.Unknown;
        bool inList = reader.TokenType == JsonTokenType.StartArray;
        if (inList && !reader.Read())
            return Kind.Unknown;
        if (reader.TokenType != JsonTokenType.StartObject)
            return Kind.Unknown;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Kind kind = Named(ref reader, inList);
            if (kind != Kind.Unknown)
                return kind;
            reader.Skip();
        }

        return Kind.Unknown;
    }

    // Stands on the name when it came, and on the value's first token when it leaves.
    private static Kind Named(ref Utf8JsonReader reader, bool inList)
    {
        // Compared as written: to unescape a name could throw, and no carrier escapes these.
        ReadOnlySpan<byte> name = reader.ValueSpan;
        bool module = !inList && name.SequenceEqual("module"u8);
        bool piece = name.SequenceEqual("trackingEvents"u8) || name.SequenceEqual("trackingNumber"u8) || name.SequenceEqual("uniqueMailPieceID"u8);
        bool shipment = CorreosShape.IsName(name);
        bool items = !inList && name.SequenceEqual("items"u8);
        bool version = name.SequenceEqual("apiVersion"u8);
        EpcisShape.Mark epcis = EpcisShape.MarkOf(name);
        PlatformShape.Mark mark = PlatformShape.MarkOf(name);
        reader.Read();
        if (module && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            return Kind.Cainiao;
        if (piece)
            return Kind.Usps;
        if (shipment)
            return Kind.Correos;
        if (items && SingPostShape.Fits(reader))
            return Kind.SingPost;
        if (EpcisShape.Fits(epcis, reader))
            return Kind.Epcis;

        // A reply that only says "not found" has no other mark.
        bool tracking = version && reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith("/tracking"u8);
        return tracking ? Kind.Usps : PlatformShape.Of(mark, reader);
    }
}
