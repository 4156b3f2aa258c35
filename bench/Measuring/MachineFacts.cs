using System.Reflection;
using System.Runtime.InteropServices;

namespace Shipments.Bench.Measuring;

/// <summary>The machine and the programs, as a report has to name them.</summary>
internal sealed record MachineFacts(int Processors, string Processor, double MemoryGib, string System, string Runtime, string Harness)
{
    private const double Gib = 1 << 30;

    /// <summary>Reads them.</summary>
    public static MachineFacts Read() => new(
        Environment.ProcessorCount,
        ProcessorName(),
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gib, 1),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        typeof(MachineFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown");

    private static string ProcessorName()
    {
        const string File = "/proc/cpuinfo";
        string? line = global::System.IO.File.Exists(File)
            ? global::System.IO.File.ReadLines(File).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
