using System.Globalization;

namespace Shipments.Bench.Simulation.Networks;

/// <summary>One line of a <see cref="Table"/>.</summary>
/// <param name="file">The file it stands in.</param>
/// <param name="line">Its line, from 1.</param>
/// <param name="columns">The names of the cells.</param>
/// <param name="cells">The cells.</param>
internal sealed class TableRow(string file, int line, IReadOnlyList<string> columns, string[] cells)
{
    /// <summary>A cell as it is; it must not be empty.</summary>
    public string Text(string column)
    {
        string text = Raw(column);
        return text.Length > 0 ? text : throw Fault(text, $"the column {column} is empty.");
    }

    /// <summary>A cell as it is.</summary>
    public string Raw(string column)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i] == column)
                return cells[i].Trim();
        }

        throw new ArgumentOutOfRangeException(nameof(column), column, "The table has no such column.");
    }

    /// <summary>A number within bounds.</summary>
    public double Number(string column, double min, double max)
    {
        string text = Raw(column);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            throw Fault(text, $"the column {column} is no number.");
        return value >= min && value <= max
            ? value
            : throw Fault(text, string.Create(CultureInfo.InvariantCulture, $"the column {column} is from {min} to {max}."));
    }

    /// <summary>A number within bounds, or what stands for an empty cell.</summary>
    public double Number(string column, double min, double max, double empty) => Raw(column).Length == 0 ? empty : Number(column, min, max);

    /// <summary>A share: 0 to 1.</summary>
    public double Share(string column) => Number(column, 0, 1);

    /// <summary>A whole number within bounds.</summary>
    public int Whole(string column, int min, int max)
    {
        double value = Number(column, min, max);
        return value == Math.Floor(value) ? (int)value : throw Fault(Raw(column), $"the column {column} is a whole number.");
    }

    /// <summary>One of some words; answers its place.</summary>
    public int OneOf(string column, params ReadOnlySpan<string> words)
    {
        string text = Raw(column);
        int at = words.IndexOf(text);
        return at >= 0 ? at : throw Fault(text, $"the column {column} is one of {string.Join(", ", words.ToArray())}.");
    }

    /// <summary>Several words with commas between them, none of them empty.</summary>
    public IReadOnlyList<string> List(string column)
    {
        string[] words = Text(column).Split(',', StringSplitOptions.TrimEntries);
        return words.All(word => word.Length > 0) ? words : throw Fault(Raw(column), $"the column {column} has an empty member.");
    }

    /// <summary>A time of day, as minutes.</summary>
    public int Minutes(string column)
    {
        string text = Raw(column);
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)
            ? (time.Hour * 60) + time.Minute
            : throw Fault(text, $"the column {column} is a time such as 09:30.");
    }

    /// <summary>Weekdays as digits, Monday as 1: a bit for each, Monday's the lowest.</summary>
    public int Weekdays(string column)
    {
        string text = Text(column);
        int bits = 0;
        foreach (char digit in text)
            bits |= digit is >= '1' and <= '7' ? 1 << (digit - '1') : throw Fault(text, $"the column {column} has digits of weekdays, 1 to 7.");
        return bits;
    }

    /// <summary>What is wrong with a value of this line.</summary>
    public TableFaultException Fault(string value, string problem) => new(file, line, value, problem);
}
