namespace Shipments.Domain.Tables;

/// <summary>A table is wrong: each fault, the first 20, names the file, the line, the column and the value.</summary>
internal sealed class TableFaultException : FormatException
{
    /// <summary>Most faults told: 20.</summary>
    public const int FaultsShownMax = 20;

    /// <summary>Makes one.</summary>
    /// <param name="faults">What is wrong; at least one.</param>
    public TableFaultException(IReadOnlyList<TableFault> faults)
        : base(string.Join(Environment.NewLine, faults.Take(FaultsShownMax))) => Faults = faults;

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<TableFault> Faults { get; }
}
