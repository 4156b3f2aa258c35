using System.Text.Json;

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
    }

    public static Kind Of(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > PayloadLimits.BytesMax)
            return Kind.Unknown;
        Utf8JsonReader reader = new(PayloadJson.WithoutMark(payload).Span, new JsonReaderOptions { MaxDepth = PayloadLimits.DepthMax });
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
        bool module = !inList && reader.ValueTextEquals("module"u8);
        bool piece = reader.ValueTextEquals("trackingEvents"u8) || reader.ValueTextEquals("trackingNumber"u8) || reader.ValueTextEquals("uniqueMailPieceID"u8);
        bool version = reader.ValueTextEquals("apiVersion"u8);
        PlatformShape.Mark mark = PlatformShape.MarkOf(ref reader);
        reader.Read();
        if (module && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            return Kind.Cainiao;
        if (piece)
            return Kind.Usps;

        // A reply that only says "not found" has no other mark.
        bool tracking = version && reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith("/tracking"u8);
        return tracking ? Kind.Usps : PlatformShape.Of(mark, reader);
    }
}
