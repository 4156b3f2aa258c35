namespace Shipments.Bench.Simulation.Networks;

/// <summary>A file of the network or of regimes that cannot be read: it names the file, the line and the value.</summary>
internal sealed class TableFaultException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="value">What stands there.</param>
    /// <param name="problem">What is wrong with it.</param>
    public TableFaultException(string file, int line, string value, string problem)
        : base($"{file}, line {line}: '{value}': {problem}")
    {
    }
}
