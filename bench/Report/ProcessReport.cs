using Shipments.Bench.Measuring;

namespace Shipments.Bench.Report;

/// <summary>What a process used: processors kept busy on average in the time that counts, the most memory, and both by seconds.</summary>
internal sealed record ProcessReport(string Name, double Processors, double MemoryMaxMib, IReadOnlyList<ProcessSecond> Seconds)
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Reads a watch when it has ended.</summary>
    public static IReadOnlyList<ProcessReport> Of(ResourceWatch watch) =>
        [.. watch.Samples.SelectMany(sample => sample.Processes).Select(process => process.Name).Distinct().Select(name => new ProcessReport(
            name, watch.ProcessorsOf(name), watch.BytesMaxOf(name) / Mebibyte,
            [.. watch.Samples.SelectMany(sample => sample.Processes.Where(process => process.Name == name)
                .Select(process => new ProcessSecond(sample.At.TotalSeconds, process.Processors, process.Bytes / Mebibyte)))]))];
}
