namespace Shipments.Domain.Tables;

/// <summary>A row of a table.</summary>
/// <param name="file">What the table is called.</param>
/// <param name="line">The row's line, from 1.</param>
/// <param name="cells">Its cells, as they are; those at the end may be left out.</param>
/// <param name="columns">The names of the columns.</param>
internal sealed class TableRow(string file, int line, IReadOnlyList<string> cells, IReadOnlyList<string> columns)
{
    /// <summary>How many cells it has.</summary>
    public int Count => cells.Count;

    /// <summary>A cell; empty for one that is left out.</summary>
    public string this[int column] => column < cells.Count ? cells[column] : "";

    /// <summary>Its cells are these.</summary>
    public bool Is(IReadOnlyList<string> others) => cells.SequenceEqual(others);

    /// <summary>That a cell is wrong.</summary>
    public TableFault Fault(int column, string problem) => Fault(column, this[column], problem);

    /// <summary>That a part of a cell, or something that goes with it, is wrong; null for no value.</summary>
    public TableFault Fault(int column, string? value, string problem) => new(file, line, columns[column], value, problem);

    /// <summary>That a cell is wrong, to be thrown.</summary>
    public TableFaultException Wrong(int column, string problem) => Wrong(column, this[column], problem);

    /// <summary>That a part of a cell is wrong, to be thrown.</summary>
    public TableFaultException Wrong(int column, string value, string problem) => new([Fault(column, value, problem)]);
}
