using System.Globalization;

namespace Shipments.Domain.Choice.Data;

/// <summary>Reads tab-separated rows: lines that are empty or begin with # are left out, the first of the others names the columns.</summary>
internal static class LaneTable
{
    /// <summary>Most rows of a file: 100,000.</summary>
    public const int RowsMax = 100_000;

    public static IEnumerable<LaneRow> Read(LaneFile file, IReadOnlyList<string> columns, List<string> faults)
    {
        string[] lines = file.Text.Split('\n');
        bool hasHeader = false;
        int rows = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            if (line.Length == 0 || line[0] == '#')
                continue;
            string[] cells = line.Split('\t');
            if (!hasHeader)
            {
                if (!cells.SequenceEqual(columns))
                {
                    faults.Add(At(file, i, $"the header '{line}' must be '{string.Join(' ', columns)}', separated by tabs."));
                    yield break;
                }

                hasHeader = true;
                continue;
            }

            if (++rows > RowsMax)
            {
                faults.Add(At(file, i, $"there are more than {RowsMax} rows."));
                yield break;
            }

            if (cells.Length == columns.Count)
                yield return new LaneRow(file.Name, i + 1, cells, columns, faults);
            else
                faults.Add(At(file, i, $"'{line}' has {cells.Length} columns; {columns.Count} are wanted."));
        }

        if (!hasHeader)
            faults.Add(At(file, 0, $"the header '{string.Join(' ', columns)}' is missing."));
    }

    private static string At(LaneFile file, int index, string problem) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{index + 1}: {problem}");
}
