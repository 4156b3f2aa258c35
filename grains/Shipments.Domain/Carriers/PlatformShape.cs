using System.Text.Json;

namespace Shipments.Domain.Carriers;

/// <summary>
/// Tells the formats of platforms and aggregators apart. They all put what counts into an envelope, so a name at the top only says where to
/// look, and the names inside decide.
/// </summary>
internal static class PlatformShape
{
    public enum Mark
    {
        None,
        Api,
        Data,
        Event,
        Message,
        Meta,
        Result,
    }

    /// <summary>What the name that the reader stands on may begin.</summary>
    public static Mark MarkOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("data"u8))
            return Mark.Data;
        if (reader.ValueTextEquals("result"u8))
            return Mark.Result;
        if (reader.ValueTextEquals("msg"u8))
            return Mark.Message;
        if (reader.ValueTextEquals("api"u8))
            return Mark.Api;
        if (reader.ValueTextEquals("event"u8))
            return Mark.Event;
        return reader.ValueTextEquals("meta"u8) ? Mark.Meta : Mark.None;
    }

    /// <summary>The format, by the value that the reader stands on.</summary>
    /// <param name="mark">Its name.</param>
    /// <param name="reader">A copy: the caller's own stays where it is.</param>
    public static PayloadShape.Kind Of(Mark mark, Utf8JsonReader reader) => mark switch
    {
        Mark.None => PayloadShape.Kind.Unknown,
        Mark.Api => Begins(reader, "mtop.ae.ld."u8) ? PayloadShape.Kind.AliExpress : PayloadShape.Kind.Unknown,
        Mark.Event => Begins(reader, "TRACKING_"u8) ? PayloadShape.Kind.SeventeenTrack : PayloadShape.Kind.Unknown,
        Mark.Data or Mark.Message or Mark.Meta or Mark.Result => Inside(mark, reader),
    };

    private static bool Begins(Utf8JsonReader reader, ReadOnlySpan<byte> text) =>
        reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith(text);

    // The names of an object, or of the first object of a list.
    private static PayloadShape.Kind Inside(Mark mark, Utf8JsonReader reader)
    {
        bool inList = reader.TokenType == JsonTokenType.StartArray;
        if (inList && !reader.Read())
            return PayloadShape.Kind.Unknown;
        if (reader.TokenType != JsonTokenType.StartObject)
            return PayloadShape.Kind.Unknown;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            PayloadShape.Kind kind = Named(mark, inList, ref reader);
            if (kind != PayloadShape.Kind.Unknown)
                return kind;
            reader.Skip();
        }

        return PayloadShape.Kind.Unknown;
    }

    private static PayloadShape.Kind Named(Mark mark, bool inList, ref Utf8JsonReader reader) => mark switch
    {
        Mark.Result => reader.ValueTextEquals("waybill_number"u8) || reader.ValueTextEquals("track_info"u8)
            ? PayloadShape.Kind.YunExpress : PayloadShape.Kind.Unknown,
        Mark.Message => reader.ValueTextEquals("tracking_number"u8) || reader.ValueTextEquals("checkpoints"u8)
            ? PayloadShape.Kind.AfterShip : PayloadShape.Kind.Unknown,

        // An error has no other mark.
        Mark.Meta => reader.ValueTextEquals("code"u8) ? PayloadShape.Kind.AfterShip : PayloadShape.Kind.Unknown,
        Mark.Data when inList => reader.ValueTextEquals("queryCode"u8) || reader.ValueTextEquals("tracks"u8)
            ? PayloadShape.Kind.FourPx : PayloadShape.Kind.Unknown,
        Mark.Data => InData(ref reader),
        Mark.None or Mark.Api or Mark.Event => PayloadShape.Kind.Unknown,
    };

    private static PayloadShape.Kind InData(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("accepted"u8) || reader.ValueTextEquals("rejected"u8) || reader.ValueTextEquals("errors"u8)
            || reader.ValueTextEquals("track_info"u8))
        {
            return PayloadShape.Kind.SeventeenTrack;
        }

        if (reader.ValueTextEquals("tracking"u8) || reader.ValueTextEquals("trackings"u8) || reader.ValueTextEquals("tracking_number"u8))
            return PayloadShape.Kind.AfterShip;
        return reader.ValueTextEquals("module"u8) ? PayloadShape.Kind.AliExpress : PayloadShape.Kind.Unknown;
    }
}
