using System.Text.Json;

namespace Shipments.Domain.Tests.Carriers.Fuzz;

/// <summary>Finds the parts of a payload: members, elements and values of JSON; elements of XML and their texts; lines and their cells.</summary>
internal static class SeedSpans
{
    public static IReadOnlyList<SeedSpan> Of(byte[] bytes)
    {
        byte first = bytes.FirstOrDefault(each => each > ' ');
        return first switch
        {
            (byte)'{' or (byte)'[' or (byte)'/' => OfJson(bytes),
            (byte)'<' => OfXml(bytes),
            _ => OfLines(bytes),
        };
    }

    private static List<SeedSpan> OfJson(byte[] bytes)
    {
        List<SeedSpan> spans = [];
        Stack<(int Start, int Name, bool IsList)> open = new();
        int name = -1;
        Utf8JsonReader reader = new(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            while (reader.Read())
            {
                int start = (int)reader.TokenStartIndex;
                int end = (int)reader.BytesConsumed;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = start;
                        break;
                    case JsonTokenType.StartArray or JsonTokenType.StartObject:
                        open.Push((start, name, reader.TokenType == JsonTokenType.StartArray));
                        name = -1;
                        break;
                    case JsonTokenType.EndArray or JsonTokenType.EndObject:
                        (int from, int itsName, _) = open.Pop();
                        Add(spans, from, end, itsName, open.TryPeek(out var around) && around.IsList);
                        name = -1;
                        break;
                    default:
                        Add(spans, start, end, name, open.TryPeek(out var holder) && holder.IsList);
                        name = -1;
                        break;
                }
            }
        }
        catch (JsonException)
        {
            // A fixture may break off on purpose; what came before is enough.
        }

        return spans;
    }

    private static void Add(List<SeedSpan> spans, int start, int end, int name, bool inList)
    {
        spans.Add(new SeedSpan(start, end, inList ? "," : null));
        if (name >= 0)
            spans.Add(new SeedSpan(name, end, ",", IsMember: true));
    }

    private static List<SeedSpan> OfXml(byte[] bytes)
    {
        List<SeedSpan> spans = [];
        Stack<int> open = new();
        int behind = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] != '<')
                continue;
            if (at > behind)
                spans.Add(new SeedSpan(behind, at, null));
            int end = Array.IndexOf(bytes, (byte)'>', at) + 1;
            if (end == 0)
                break;
            behind = end;
            if (bytes[at + 1] == '/' && open.TryPop(out int start))
                spans.Add(new SeedSpan(start, end, ""));
            else if (bytes[at + 1] is not ((byte)'/' or (byte)'?' or (byte)'!') && bytes[end - 2] != '/')
                open.Push(at);
        }

        return spans;
    }

    private static List<SeedSpan> OfLines(byte[] bytes)
    {
        List<SeedSpan> spans = [];
        int line = 0;
        int cell = 0;
        for (int at = 0; at <= bytes.Length; at++)
        {
            bool ends = at == bytes.Length || bytes[at] == '\n';
            if (!ends && bytes[at] is not ((byte)'\t' or (byte)';' or (byte)'|' or (byte)','))
                continue;
            if (at > cell)
                spans.Add(new SeedSpan(cell, at, null));
            cell = at + 1;
            if (!ends)
                continue;
            if (at > line)
                spans.Add(new SeedSpan(line, at, "\n"));
            line = at + 1;
        }

        return spans;
    }
}
