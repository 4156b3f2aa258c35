using System.Globalization;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tables;

namespace Shipments.Domain.Silence;

/// <summary>Reads tables of silence.</summary>
internal static class SilenceRules
{
    /// <summary>The longest limit: five years.</summary>
    public const int HoursMax = 5 * 366 * 24;

    /// <summary>Most characters of a row's name: 40. It is kept with each parcel that it found silent.</summary>
    public const int IdCharactersMax = 40;

    private const int ServiceCharactersMax = 64;
    private const string Resource = "Silence/silence-rules.tsv";
    private static readonly string[] Header = ["id", "service", "tracking", "phase", "stalled", "expired", "lane", "source"];

    /// <summary>The rows the program carries, in the file's order.</summary>
    public static IReadOnlyList<SilenceRule> Load()
    {
        using Stream stream = typeof(SilenceRules).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly carries no {Resource}.");
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line is wrong; the message has its number, the column and the value.</exception>
    public static IReadOnlyList<SilenceRule> Parse(string text)
    {
        TableReader table = new("Rules of silence", Header) { RowsMax = SilenceTable.RulesMax };
        List<SilenceRule> rules = [.. table.Read(text).Select(Rule)];
        foreach (IGrouping<string, SilenceRule> same in rules.GroupBy(rule => rule.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            throw new FormatException($"The rule of silence '{same.Key}' stands there {same.Count()} times.");
        return rules;
    }

    private static SilenceRule Rule(TableRow row)
    {
        for (int i = 0; i < Header.Length; i++)
        {
            if (row[i].Trim() != row[i] || row[i].Length == 0)
                throw row.Wrong(i, "is empty or has blanks at its ends.");
        }

        if (row[0].Length > IdCharactersMax)
            throw row.Wrong(0, $"is a name of more than {IdCharactersMax} characters.");
        SilenceLimit limit = new(Hours(row, 4, row[4]), Hours(row, 5, row[5]), row[0]);
        (TimeSpan Least, TimeSpan Most)? lane = Bounds(row);
        if (lane is not null && limit.StalledAfter is null)
            throw row.Wrong(6, "is for a parcel that is never stalled.");
        TimeSpan? stalled = lane is { Most: var most } && most > limit.StalledAfter ? most : limit.StalledAfter;
        if (limit.ExpiredAfter < stalled)
            throw row.Wrong(5, "is before the parcel is stalled.");
        return new SilenceRule(row[0], Service(row), Tracking(row), PhaseOf(row), limit, lane, row[7]);
    }

    private static string Service(TableRow row)
    {
        string cell = row[1];
        string name = cell.EndsWith('*') ? cell[..^1] : cell;
        bool isName = cell.Length <= ServiceCharactersMax && name.All(each => char.IsAsciiLetterLower(each) || char.IsAsciiDigit(each) || each == '-');
        return isName ? cell : throw row.Wrong(1, $"is no service of at most {ServiceCharactersMax} of a-z, 0-9 and hyphens, nor the beginning of one with * behind it.");
    }

    private static bool? Tracking(TableRow row) => row[2] switch
    {
        "any" => null,
        "untracked" => true,
        "tracked" => false,
        _ => throw row.Wrong(2, "is neither any nor tracked nor untracked."),
    };

    private static Phase? PhaseOf(TableRow row)
    {
        string cell = row[3];
        if (cell == "*")
            return null;
        if (!char.IsAsciiLetterUpper(cell[0]) || !Enum.TryParse(cell, out Phase phase) || !SilencePhases.IsOpen(phase))
            throw row.Wrong(3, "is no phase in which something is awaited, nor *.");
        return phase;
    }

    private static (TimeSpan Least, TimeSpan Most)? Bounds(TableRow row)
    {
        if (row[6] == "-")
            return null;
        string[] ends = row[6].Split("..");
        if (ends.Length == 2 && Hours(row, 6, ends[0]) is { } least && Hours(row, 6, ends[1]) is { } most && least <= most)
            return (least, most);
        throw row.Wrong(6, "is neither - nor two numbers of hours with .. between, the lesser first.");
    }

    private static TimeSpan? Hours(TableRow row, int column, string value)
    {
        if (value == "-")
            return null;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int hours) && hours is >= 1 and <= HoursMax)
            return TimeSpan.FromHours(hours);
        throw row.Wrong(column, value, $"is neither - nor a number of hours, 1 to {HoursMax}.");
    }
}
