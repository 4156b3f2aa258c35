namespace Shipments.Domain.Epcis.Hashing;

/// <summary>
/// Writes an event as one string, the same for all its spellings: the standard's fields in their order, then what is left in the order of its
/// text. Lists are sorted; a field of somebody's own stands at the end of the one that holds it.
/// </summary>
internal static class EpcisPreHash
{
    // These say nothing of what happened.
    private static readonly string[] LeftOut = ["recordTime", "eventID", "errorDeclaration"];

    // Value and kind belong together, the kind first.
    private static readonly string[] Typed = ["bizTransaction", "source", "destination"];

    /// <summary>The string of an event; uses its fields up.</summary>
    public static string Of(EpcisNode read)
    {
        string ordered = Ordered(read.Children, EpcisOrder.Event, isEvent: true);
        read.Children.RemoveAll(child => LeftOut.Contains(child.Name));
        return $"eventType={read.Name}{ordered}{Rest(read.Children)}";
    }

    private static string Ordered(List<EpcisNode> children, EpcisOrder order, bool isEvent)
    {
        List<EpcisNode> extensions = isEvent ? [] : [.. children.Where(child => child.IsExtension)];
        if (!isEvent)
            children.RemoveAll(child => child.IsExtension);
        List<string> parts = [];
        foreach ((string name, EpcisOrder? inside) in order.Fields)
        {
            List<string> same = [.. children.Where(child => child.Name == name).Select(child => Field(child, inside))];
            parts.AddRange(same.Order(CodePointOrder.Instance));

            // What the order does not know stays, and is written at the end of the event.
            children.RemoveAll(child => child.Name == name && child.Children.Count == 0);
        }

        return string.Concat(parts) + Rest(extensions);
    }

    private static string Field(EpcisNode field, EpcisOrder? inside)
    {
        string within = inside is null ? "" : Ordered(field.Children, inside, isEvent: false);
        string text = field.Text.Trim();
        if (text.Length > 0)
            text = "=" + (IsTime(field.Name) ? EpcisValues.Time(text) : EpcisValues.Canonical(text));
        return text.Length + within.Length == 0 ? "" : field.Name + text + within;
    }

    private static string Rest(IReadOnlyList<EpcisNode> fields)
    {
        bool isTyped = fields.Any(field => Typed.Contains(field.Name) && field.Text.Length > 0);
        return string.Concat(fields.Select(field => (Place: isTyped ? Place(field) : 0, Text: Rest(field)))
            .OrderBy(part => part.Place).ThenBy(part => part.Text, CodePointOrder.Instance).Select(part => part.Text));
    }

    private static int Place(EpcisNode field) => field.Name == "type" ? 0 : Typed.Contains(field.Name) ? 1 : 2;

    private static string Rest(EpcisNode field)
    {
        string text = field.Text.Trim();
        string name = Typed.Contains(field.Name) && field.Text.Length == 0 ? "" : field.Name;
        return name + (text.Length > 0 ? "=" + EpcisValues.Canonical(text) : "") + Rest(field.Children);
    }

    private static bool IsTime(string name) =>
        name.Contains("time", StringComparison.OrdinalIgnoreCase) && !name.Contains("offset", StringComparison.OrdinalIgnoreCase);
}
