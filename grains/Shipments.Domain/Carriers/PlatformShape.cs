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

    /// <summary>What may stand under a name.</summary>
    /// <param name="name">The name as written: to unescape one could throw, and nobody escapes these.</param>
    public static Mark MarkOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("data"u8))
            return Mark.Data;
        if (name.SequenceEqual("result"u8))
            return Mark.Result;
        if (name.SequenceEqual("msg"u8))
            return Mark.Message;
        if (name.SequenceEqual("api"u8))
            return Mark.Api;
        if (name.SequenceEqual("event"u8))
            return Mark.Event;
        return name.SequenceEqual("meta"u8) ? Mark.Meta : Mark.None;
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
            PayloadShape.Kind kind = Named(mark, inList, reader.ValueSpan);
            if (kind == PayloadShape.Kind.Unknown)
            {
                reader.Skip();
                continue;
            }

            // A module that is a list belongs to another format.
            return kind != PayloadShape.Kind.AliExpress || (reader.Read() && reader.TokenType == JsonTokenType.StartObject) ? kind : PayloadShape.Kind.Unknown;
        }

        return PayloadShape.Kind.Unknown;
    }

    private static PayloadShape.Kind Named(Mark mark, bool inList, ReadOnlySpan<byte> name) => mark switch
    {
        Mark.Result => name.SequenceEqual("waybill_number"u8) || name.SequenceEqual("track_info"u8) ? PayloadShape.Kind.YunExpress : PayloadShape.Kind.Unknown,
        Mark.Message => name.SequenceEqual("tracking_number"u8) || name.SequenceEqual("checkpoints"u8) ? PayloadShape.Kind.AfterShip : PayloadShape.Kind.Unknown,

        // An error has no other mark.
        Mark.Meta => name.SequenceEqual("code"u8) ? PayloadShape.Kind.AfterShip : PayloadShape.Kind.Unknown,
        Mark.Data when inList => name.SequenceEqual("queryCode"u8) || name.SequenceEqual("tracks"u8) ? PayloadShape.Kind.FourPx : PayloadShape.Kind.Unknown,
        Mark.Data => InData(name),
        Mark.None or Mark.Api or Mark.Event => PayloadShape.Kind.Unknown,
    };

    private static PayloadShape.Kind InData(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("accepted"u8) || name.SequenceEqual("rejected"u8) || name.SequenceEqual("errors"u8) || name.SequenceEqual("track_info"u8))
            return PayloadShape.Kind.SeventeenTrack;
        if (name.SequenceEqual("tracking"u8) || name.SequenceEqual("trackings"u8) || name.SequenceEqual("tracking_number"u8))
            return PayloadShape.Kind.AfterShip;
        return name.SequenceEqual("module"u8) ? PayloadShape.Kind.AliExpress : PayloadShape.Kind.Unknown;
    }
}
