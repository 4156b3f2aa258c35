using System.Text;

namespace Shipments.Bench.Simulation.Networks;

/// <summary>A file of tab-separated cells with a line of column names; lines that begin with # are notes.</summary>
internal sealed class Table
{
    /// <summary>Largest file: 256 KiB.</summary>
    public const int BytesMax = 256 * 1024;

    /// <summary>Most lines with cells: 2,000.</summary>
    public const int RowsMax = 2_000;

    /// <summary>Longest cell, in characters: 400.</summary>
    public const int CellCharactersMax = 400;

    private Table(IReadOnlyList<TableRow> rows) => Rows = rows;

    /// <summary>The lines, in their order.</summary>
    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="columns">The names its first line must have, in this order.</param>
    /// <exception cref="TableFaultException">It is not as it should be.</exception>
    public static Table Read(string path, IReadOnlyList<string> columns)
    {
        FileInfo file = new(path);
        if (!file.Exists)
            throw new TableFaultException(path, 1, "", "the file does not exist.");
        if (file.Length > BytesMax)
            throw new TableFaultException(path, 1, $"{file.Length} bytes", $"a file has at most {BytesMax} bytes.");
        return Parse(path, File.ReadAllText(path, Encoding.UTF8), columns);
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="TableFaultException">It is not as it should be.</exception>
    public static Table Parse(string path, string text, IReadOnlyList<string> columns)
    {
        List<TableRow> rows = [];
        bool isHeadRead = false;
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            if (line.Length == 0 || line[0] == '#')
                continue;
            string[] cells = line.Split('\t');
            if (!isHeadRead)
            {
                isHeadRead = cells.SequenceEqual(columns, StringComparer.Ordinal);
                if (!isHeadRead)
                    throw new TableFaultException(path, i + 1, Cut(line), $"the columns must be {string.Join(", ", columns)}, with a tab between two.");
                continue;
            }

            if (cells.Length != columns.Count)
                throw new TableFaultException(path, i + 1, Cut(line), $"{cells.Length} cells where {columns.Count} should be.");
            if (Array.Find(cells, cell => cell.Length > CellCharactersMax) is { } tooLong)
                throw new TableFaultException(path, i + 1, Cut(tooLong), $"a cell has at most {CellCharactersMax} characters.");
            if (rows.Count == RowsMax)
                throw new TableFaultException(path, i + 1, Cut(line), $"a file has at most {RowsMax} lines.");
            rows.Add(new TableRow(path, i + 1, columns, cells));
        }

        return isHeadRead ? new Table(rows) : throw new TableFaultException(path, 1, "", "the file has no line of column names.");
    }

    private static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
