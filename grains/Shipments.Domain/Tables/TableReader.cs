using System.Globalization;

namespace Shipments.Domain.Tables;

/// <summary>
/// Reads tables as text: a line a row, cells with tabs between, lines that are empty or begin with # left out, the first of the others the header. Lines
/// keep their numbers, so that each fault names its place.
/// </summary>
/// <param name="file">What faults call the table.</param>
/// <param name="columns">The names that its header must have, in their order.</param>
internal sealed class TableReader(string file, IReadOnlyList<string> columns)
{
    /// <summary>Most characters of a line: 8,192.</summary>
    public const int LineCharactersMax = 8_192;

    /// <summary>Most rows; one more is a fault, and ends the reading.</summary>
    public required int RowsMax { get; init; }

    /// <summary>Fewest cells of a row: those at its end may be left out. All, unless set.</summary>
    public int CellsMin { get; init; } = columns.Count;

    /// <summary>The rows that are rows. A wrong header ends the reading.</summary>
    /// <param name="text">The table.</param>
    /// <param name="faults">Gets what is wrong, while the rows are taken.</param>
    public IEnumerable<TableRow> Read(string text, List<TableFault> faults)
    {
        string[] lines = text.Split('\n');
        bool hasHeader = false;
        int rows = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            if (line.Length == 0 || line[0] == '#')
                continue;
            TableRow row = new(file, i + 1, line.Length > LineCharactersMax ? [line] : line.Split('\t'), columns);
            if (!hasHeader && !row.Is(columns))
            {
                faults.Add(row.Fault(0, null, $"the header is '{TableFault.Cut(line)}', expected {string.Join(", ", columns)}."));
                yield break;
            }

            if (hasHeader && ++rows > RowsMax)
            {
                faults.Add(row.Fault(0, null, string.Create(CultureInfo.InvariantCulture, $"more than {RowsMax} rows.")));
                yield break;
            }

            if (hasHeader && Problem(row, line) is { } problem)
                faults.Add(row.Fault(0, line, problem));
            else if (hasHeader)
                yield return row;
            hasHeader = true;
        }

        if (!hasHeader)
            faults.Add(new TableFault(file, 1, columns[0], null, "the file has no header."));
    }

    /// <summary>The rows.</summary>
    /// <exception cref="TableFaultException">The header or the number of rows, or of a row's cells, is wrong.</exception>
    public IReadOnlyList<TableRow> Read(string text)
    {
        List<TableFault> faults = [];
        List<TableRow> rows = [.. Read(text, faults)];
        return faults.Count == 0 ? rows : throw new TableFaultException(faults);
    }

    private string? Problem(TableRow row, string line)
    {
        if (line.Length > LineCharactersMax)
            return string.Create(CultureInfo.InvariantCulture, $"has more than {LineCharactersMax} characters.");
        return row.Count >= CellsMin && row.Count <= columns.Count ? null : string.Create(CultureInfo.InvariantCulture, $"is not a row of {columns.Count} cells.");
    }
}
