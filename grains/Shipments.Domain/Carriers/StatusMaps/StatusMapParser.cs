using System.Globalization;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Carriers.StatusMaps;

/// <summary>Reads the table. Every fault of the file is collected, with its line.</summary>
internal static class StatusMapParser
{
    private const string Header = "system\tword\tphase\treason\tdirection\tnote";
    private const int ColumnsMin = 5;

    /// <summary>The rows of a file.</summary>
    /// <exception cref="FormatException">The file is wrong; the message names the line of each fault.</exception>
    public static IReadOnlyList<StatusMapRow> Parse(string text)
    {
        List<string> faults = [];
        List<StatusMapRow> rows = [];
        HashSet<(ForeignSystem, string)> read = [];
        HashSet<(ForeignSystem, Phase, Reason)> written = [];
        bool headerSeen = false;
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd('\r');
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (!headerSeen)
            {
                headerSeen = true;
                if (line != Header)
                    faults.Add(At(number, "the header is another one"));
                continue;
            }

            if (ReadRow(line) is not { } row)
                faults.Add(At(number, $"'{line}' is no row"));
            else if ((row.Reads && !read.Add((row.System, row.Word.ToUpperInvariant()))) || (row.Writes && !written.Add((row.System, row.Phase, row.Reason))))
                faults.Add(At(number, $"'{line}' says again what another row said"));
            else
                rows.Add(row);
        }

        foreach (ForeignSystem system in Enum.GetValues<ForeignSystem>())
        {
            foreach (Phase phase in Enum.GetValues<Phase>())
            {
                if (!written.Contains((system, phase, Reason.None)))
                    faults.Add($"Status map: {system} has no row that writes {phase}.");
            }
        }

        return faults.Count == 0 ? rows : throw new FormatException(string.Join(Environment.NewLine, faults));
    }

    private static StatusMapRow? ReadRow(string line)
    {
        string[] cells = line.Split('\t');
        if (cells.Length < ColumnsMin || cells[1].Length == 0 || !TryName(cells[0], out ForeignSystem system) || !TryName(cells[2], out Phase phase))
            return null;
        Reason reason = Reason.None;
        if (cells[3].Length > 0 && !TryName(cells[3], out reason))
            return null;
        if (cells[4] is not ("both" or "reads" or "writes") || (cells[1] == StatusMapRow.NoWord && cells[4] != "writes"))
            return null;
        return new StatusMapRow(system, cells[1], phase, reason, cells[4] != "writes", cells[4] != "reads");
    }

    // Names only: a number would bypass the check that the member exists.
    private static bool TryName<TEnum>(string cell, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return cell.Length > 0 && char.IsAsciiLetter(cell[0]) && !cell.Contains(',') && Enum.TryParse(cell, out value);
    }

    private static string At(int line, string problem) => string.Create(CultureInfo.InvariantCulture, $"Status map, line {line}: {problem}.");
}
