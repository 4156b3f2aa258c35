using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Shipments.Domain.Carriers;

/// <summary>
/// JSON as carriers send it: keys may repeat (all of a list's count, the last of a single value), numbers may be text and text numbers,
/// escapes may be broken. Nothing here throws for what a payload holds.
/// </summary>
internal static class PayloadJson
{
    private const int MembersMax = PayloadLimits.EventsMax;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = PayloadLimits.DepthMax };

    /// <summary>Parses a payload within the bounds of size and depth; null and a fault when it is no JSON.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> payload, out PayloadFault? fault)
    {
        fault = null;
        if (payload.Length > PayloadLimits.BytesMax)
        {
            fault = PayloadFault.At("", $"{payload.Length.ToString(CultureInfo.InvariantCulture)} bytes", $"A payload has at most {PayloadLimits.BytesMax} bytes.");
            return null;
        }

        ReadOnlyMemory<byte> bytes = WithoutMark(payload);
        if (!Utf8.IsValid(bytes.Span))
        {
            fault = PayloadFault.At("", "", "The payload is not UTF-8.");
            return null;
        }

        try
        {
            return JsonDocument.Parse(bytes, Options);
        }
        catch (JsonException problem)
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"line {(problem.LineNumber ?? 0) + 1}, byte {(problem.BytePositionInLine ?? 0) + 1}");
            fault = PayloadFault.At("", where, $"The payload is not JSON of at most {PayloadLimits.DepthMax} levels.");
            return null;
        }
    }

    /// <summary>The bytes without a byte order mark.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> payload) =>
        payload.Span.StartsWith("\uFEFF"u8) ? payload[3..] : payload;

    /// <summary>The last value of a name; null when it is absent, null, or the element no object.</summary>
    public static JsonElement? Value(JsonElement element, string name)
    {
        JsonElement? found = null;
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (Named(property, name))
                found = property.Value;
        }

        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    /// <summary>
    /// The members of every list of that name, each with its path; a value that is no list counts as a list of one. Null when the name is absent
    /// or null.
    /// </summary>
    public static IReadOnlyList<(string Path, JsonElement Element)>? List(JsonElement element, string name, string path)
    {
        List<(string, JsonElement)>? found = null;
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!Named(property, name) || property.Value.ValueKind == JsonValueKind.Null)
                continue;
            found ??= [];
            if (property.Value.ValueKind != JsonValueKind.Array)
                found.Add(($"{path}{name}", property.Value));
            else
                AddMembers(property.Value, $"{path}{name}", found);
        }

        return found;
    }

    /// <summary>The members of a list, each with its path. Stops one past the largest bound there is: the caller refuses then.</summary>
    public static void AddMembers(JsonElement list, string path, List<(string Path, JsonElement Element)> into)
    {
        foreach (JsonElement member in list.EnumerateArray())
        {
            if (into.Count > MembersMax)
                return;
            into.Add((string.Create(CultureInfo.InvariantCulture, $"{path}[{into.Count}]"), member));
        }
    }

    /// <summary>A value as clean text: the text itself, a number or a truth value as written; empty for anything else or nothing.</summary>
    public static string Text(JsonElement element, string name) =>
        Value(element, name) is { } value ? Text(value) : "";

    /// <summary>As the other, of the value itself.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => PayloadText.Clean(StringOf(value)),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null => "",
    };

    /// <summary>A whole number, written as one or as text; null when it is none.</summary>
    public static long? Integer(JsonElement element, string name) =>
        long.TryParse(Text(element, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>A property's name; empty when its escapes are broken.</summary>
    public static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static string StringOf(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // An escape that is half a surrogate pair: the text as it was written is better than none.
            return value.GetRawText().Trim('"');
        }
    }

    private static bool Named(JsonProperty property, string name)
    {
        try
        {
            return property.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            // A name with a broken escape is no name we look for.
            return false;
        }
    }
}
