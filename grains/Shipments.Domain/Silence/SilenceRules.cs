using System.Globalization;
using Shipments.Domain.Parcels;

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
    /// <exception cref="FormatException">A line is wrong; the message has its number and what is wrong.</exception>
    public static IReadOnlyList<SilenceRule> Parse(string text)
    {
        List<SilenceRule> rules = [];
        int number = 0;
        bool headerSeen = false;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd('\r');
            if (line.Length == 0 || line[0] == '#')
                continue;
            string[] cells = line.Split('\t');
            if (headerSeen)
                rules.Add(Row(number, cells));
            else if (!cells.SequenceEqual(Header))
                throw Wrong(number, line, $"not the header: {string.Join(' ', Header)}");
            headerSeen = true;
        }

        foreach (IGrouping<string, SilenceRule> same in rules.GroupBy(rule => rule.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            throw new FormatException($"The rule of silence '{same.Key}' stands there {same.Count()} times.");
        return rules;
    }

    private static SilenceRule Row(int line, string[] cells)
    {
        if (cells.Length != Header.Length || cells.Any(cell => cell.Trim() != cell || cell.Length == 0))
            throw Wrong(line, string.Join('|', cells), $"not a row of {Header.Length} cells, none of them empty or with blanks at its ends");
        if (cells[0].Length > IdCharactersMax)
            throw Wrong(line, cells[0], $"a name of more than {IdCharactersMax} characters");
        SilenceLimit limit = new(Hours(line, cells[4]), Hours(line, cells[5]), cells[0]);
        (TimeSpan Least, TimeSpan Most)? lane = Bounds(line, cells[6]);
        if (lane is not null && limit.StalledAfter is null)
            throw Wrong(line, cells[6], "for a parcel that is never stalled");
        TimeSpan? stalled = lane is { Most: var most } && most > limit.StalledAfter ? most : limit.StalledAfter;
        if (limit.ExpiredAfter < stalled)
            throw Wrong(line, cells[5], "before the parcel is stalled");
        return new SilenceRule(cells[0], Service(line, cells[1]), Tracking(line, cells[2]), PhaseOf(line, cells[3]), limit, lane, cells[7]);
    }

    private static string Service(int line, string cell)
    {
        string name = cell.EndsWith('*') ? cell[..^1] : cell;
        bool isName = cell.Length <= ServiceCharactersMax && name.All(each => char.IsAsciiLetterLower(each) || char.IsAsciiDigit(each) || each == '-');
        return isName ? cell : throw Wrong(line, cell, $"no service of at most {ServiceCharactersMax} of a-z, 0-9 and hyphens, nor the beginning of one with * behind it");
    }

    private static bool? Tracking(int line, string cell) => cell switch
    {
        "any" => null,
        "untracked" => true,
        "tracked" => false,
        _ => throw Wrong(line, cell, "neither any nor tracked nor untracked"),
    };

    private static Phase? PhaseOf(int line, string cell)
    {
        if (cell == "*")
            return null;
        if (!char.IsAsciiLetterUpper(cell[0]) || !Enum.TryParse(cell, out Phase phase) || !SilencePhases.IsOpen(phase))
            throw Wrong(line, cell, "no phase in which something is awaited, nor *");
        return phase;
    }

    private static (TimeSpan Least, TimeSpan Most)? Bounds(int line, string cell)
    {
        if (cell == "-")
            return null;
        string[] ends = cell.Split("..");
        if (ends.Length == 2 && Hours(line, ends[0]) is { } least && Hours(line, ends[1]) is { } most && least <= most)
            return (least, most);
        throw Wrong(line, cell, "neither - nor two numbers of hours with .. between, the lesser first");
    }

    private static TimeSpan? Hours(int line, string cell)
    {
        if (cell == "-")
            return null;
        if (int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out int hours) && hours is >= 1 and <= HoursMax)
            return TimeSpan.FromHours(hours);
        throw Wrong(line, cell, $"neither - nor a number of hours, 1 to {HoursMax}");
    }

    private static FormatException Wrong(int line, string value, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Rules of silence, line {line}: '{value}' is {problem}."));
}
