using System.Text.Json;

namespace Shipments.Domain.Carriers.SingPost;

/// <summary>Tells an item of SingPost by its names.</summary>
internal static class SingPostShape
{
    /// <summary>Whether the first item has a name that only these have, or a number and events.</summary>
    /// <param name="reader">Stands on the value of <c>items</c>; a copy, so that the caller's stays there.</param>
    public static bool Fits(Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray && !reader.Read())
            return false;
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        bool number = false;
        bool events = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Compared as written: to unescape a name could throw.
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (name.SequenceEqual("trackingNumberFound"u8))
                return true;
            number |= name.SequenceEqual("trackingNumber"u8);
            events |= name.SequenceEqual("events"u8);
            if (number && events)
                return true;
            reader.Skip();
        }

        return false;
    }
}
