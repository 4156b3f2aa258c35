using System.Collections.Frozen;

namespace Shipments.Domain.Carriers.Upu;

/// <summary>Which field stands where in a line. Without a header the order is item, event, time, office, reason, action, text.</summary>
internal sealed class EmsevtColumns
{
    /// <summary>A field of a line.</summary>
    public enum Field
    {
        Item,
        Event,
        Time,
        Office,
        Reason,
        Action,
        Text,
    }

    private static readonly FrozenDictionary<string, Field> Names = new Dictionary<string, Field>
    {
        ["item"] = Field.Item,
        ["itemid"] = Field.Item,
        ["itemnumber"] = Field.Item,
        ["s10"] = Field.Item,
        ["mailitem"] = Field.Item,
        ["trackingnumber"] = Field.Item,
        ["event"] = Field.Event,
        ["eventcode"] = Field.Event,
        ["code"] = Field.Event,
        ["time"] = Field.Time,
        ["localtime"] = Field.Time,
        ["eventtime"] = Field.Time,
        ["datetime"] = Field.Time,
        ["eventdatetime"] = Field.Time,
        ["date"] = Field.Time,
        ["office"] = Field.Office,
        ["eventoffice"] = Field.Office,
        ["officecode"] = Field.Office,
        ["impc"] = Field.Office,
        ["location"] = Field.Office,
        ["reason"] = Field.Reason,
        ["reasoncode"] = Field.Reason,
        ["retentionreason"] = Field.Reason,
        ["nondeliveryreason"] = Field.Reason,
        ["action"] = Field.Action,
        ["actioncode"] = Field.Action,
        ["nondeliveryaction"] = Field.Action,
        ["measure"] = Field.Action,
        ["text"] = Field.Text,
        ["description"] = Field.Text,
        ["remark"] = Field.Text,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly int[] _places;

    private EmsevtColumns(int[] places) => _places = places;

    /// <summary>The order where no header says another.</summary>
    public static EmsevtColumns Usual { get; } = new([.. Enumerable.Range(0, Enum.GetValues<Field>().Length)]);

    /// <summary>Reads a header; false when the line names no item, event and time. Columns of other names are passed over.</summary>
    public static bool TryReadHeader(IReadOnlyList<string> cells, out EmsevtColumns columns)
    {
        int[] places = new int[Enum.GetValues<Field>().Length];
        Array.Fill(places, -1);
        for (int at = cells.Count - 1; at >= 0; at--)
        {
            if (Names.TryGetValue(Bare(cells[at]), out Field field))
                places[(int)field] = at;
        }

        columns = new EmsevtColumns(places);
        return places[(int)Field.Item] >= 0 && places[(int)Field.Event] >= 0 && places[(int)Field.Time] >= 0;
    }

    /// <summary>A field of a line; empty when the line or the header has it not.</summary>
    public string Of(IReadOnlyList<string> cells, Field field) =>
        _places[(int)field] is var at && at >= 0 && at < cells.Count ? cells[at] : "";

    // "Event_Code", "event code" and "EventCode" are one name.
    private static string Bare(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));
}
