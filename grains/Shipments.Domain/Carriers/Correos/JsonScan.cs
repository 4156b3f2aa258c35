using System.Text.Json;

namespace Shipments.Domain.Carriers.Correos;

/// <summary>How far bytes are JSON.</summary>
/// <param name="Length">Up to here they are, once <paramref name="Closing"/> follows; 0 when nothing is.</param>
/// <param name="Closing">The brackets that were still open there, innermost first.</param>
/// <param name="BrokeAt">Where they stop being JSON; -1 when they never do.</param>
/// <param name="CommentAt">Where the first comment begins; -1 without one.</param>
internal sealed record JsonScan(int Length, string Closing, int BrokeAt, int CommentAt)
{
    /// <summary>Scans the bytes.</summary>
    /// <param name="bytes">UTF-8.</param>
    /// <param name="lengthSent">More than these when bytes that are no UTF-8 follow.</param>
    public static JsonScan Of(ReadOnlySpan<byte> bytes, int lengthSent)
    {
        // Comments are skipped, as the document does that is made of these bytes; they show in the gaps between tokens.
        Utf8JsonReader reader = new(bytes, new JsonReaderOptions { MaxDepth = PayloadLimits.DepthMax, CommentHandling = JsonCommentHandling.Skip });
        Stack<char> open = new();
        int kept = 0;
        int commentAt = -1;
        int end = 0;
        bool whole = true;
        try
        {
            while (reader.Read())
            {
                commentAt = commentAt < 0 ? CommentIn(bytes, end, (int)reader.TokenStartIndex) : commentAt;
                end = (int)reader.BytesConsumed;

                // A name without its value is not kept: it could not be closed.
                if (reader.TokenType == JsonTokenType.PropertyName)
                    continue;
                kept = end;
                Follow(reader.TokenType, open);
            }
        }
        catch (JsonException)
        {
            whole = false;
        }

        whole &= bytes.Length == lengthSent && open.Count == 0;
        commentAt = whole && commentAt < 0 ? CommentIn(bytes, end, bytes.Length) : commentAt;
        return new JsonScan(kept, string.Concat(open), whole ? -1 : (int)reader.BytesConsumed, commentAt);
    }

    private static int CommentIn(ReadOnlySpan<byte> bytes, int from, int to) =>
        from < to && bytes[from..to].IndexOf((byte)'/') is var at && at >= 0 ? from + at : -1;

    private static void Follow(JsonTokenType token, Stack<char> open)
    {
        switch (token)
        {
            case JsonTokenType.StartObject:
                open.Push('}');
                break;
            case JsonTokenType.StartArray:
                open.Push(']');
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                open.Pop();
                break;
            case JsonTokenType.None or JsonTokenType.PropertyName or JsonTokenType.Comment or JsonTokenType.String
                or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null:
                break;
        }
    }
}
