using Shipments.Domain.Parcels;
using Shipments.Domain.Tables;

namespace Shipments.Domain.Carriers.StatusMaps;

/// <summary>Reads the table. Every fault of the file is collected, with its line.</summary>
internal static class StatusMapParser
{
    private const string Name = "Status map";
    private const int RowsMax = 5_000;

    private static readonly string[] Columns = ["system", "word", "phase", "reason", "direction", "note"];

    /// <summary>The rows of a file.</summary>
    /// <exception cref="FormatException">The file is wrong; the message names the line and the column of each fault, the first 20.</exception>
    public static IReadOnlyList<StatusMapRow> Parse(string text)
    {
        List<TableFault> faults = [];
        List<StatusMapRow> rows = [];
        HashSet<(ForeignSystem, string)> read = [];
        HashSet<(ForeignSystem, Phase, Reason)> written = [];
        foreach (TableRow cells in new TableReader(Name, Columns) { RowsMax = RowsMax, CellsMin = Columns.Length - 1 }.Read(text, faults))
        {
            if (WrongColumn(cells, out StatusMapRow row) is { } column)
                faults.Add(cells.Fault(column, $"is no {Columns[column]}."));
            else if (row.Reads && !read.Add((row.System, row.Word.ToUpperInvariant())))
                faults.Add(cells.Fault(1, "is read by another row."));
            else if (row.Writes && !written.Add((row.System, row.Phase, row.Reason)))
                faults.Add(cells.Fault(2, "is written by another row."));
            else
                rows.Add(row);
        }

        foreach (ForeignSystem system in Enum.GetValues<ForeignSystem>())
        {
            foreach (Phase phase in Enum.GetValues<Phase>())
            {
                if (!written.Contains((system, phase, Reason.None)))
                    faults.Add(new TableFault(Name, 1, Columns[2], null, $"{system} has no row that writes {phase}."));
            }
        }

        return faults.Count == 0 ? rows : throw new TableFaultException(faults);
    }

    private static int? WrongColumn(TableRow cells, out StatusMapRow row)
    {
        bool hasSystem = TryName(cells[0], out ForeignSystem system);
        bool hasPhase = TryName(cells[2], out Phase phase);
        Reason reason = Reason.None;
        bool hasReason = cells[3].Length == 0 || TryName(cells[3], out reason);
        row = new StatusMapRow(system, cells[1], phase, reason, cells[4] != "writes", cells[4] != "reads");
        if (!hasSystem)
            return 0;
        if (cells[1].Length == 0)
            return 1;
        if (!hasPhase)
            return 2;
        if (!hasReason)
            return 3;
        return cells[4] is "both" or "reads" or "writes" && (cells[1] != StatusMapRow.NoWord || cells[4] == "writes") ? null : 4;
    }

    // Names only: a number would bypass the check that the member exists.
    private static bool TryName<TEnum>(string cell, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return cell.Length > 0 && char.IsAsciiLetter(cell[0]) && !cell.Contains(',') && Enum.TryParse(cell, out value);
    }
}
