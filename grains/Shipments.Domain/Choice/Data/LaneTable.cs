using Shipments.Domain.Tables;

namespace Shipments.Domain.Choice.Data;

/// <summary>Reads the rows of a file of lanes.</summary>
internal static class LaneTable
{
    /// <summary>Most rows of a file: 100,000.</summary>
    public const int RowsMax = 100_000;

    /// <summary>The rows that are rows; what is wrong with the others joins the faults.</summary>
    public static IEnumerable<LaneRow> Read(LaneFile file, IReadOnlyList<string> columns, List<TableFault> faults) =>
        new TableReader(file.Name, columns) { RowsMax = RowsMax }.Read(file.Text, faults).Select(row => new LaneRow(row, faults));
}
