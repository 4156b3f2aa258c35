using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Shipments.Domain.Carriers;

namespace Shipments.Bench.Adapters;

/// <summary>
/// The command <c>adapters</c>: reads each payload of a folder again and again on one thread, for so long, and tells how many a second of
/// processor time and what a scan allocates. Processor time, so that a busy machine changes little. The workload is whatever lies in the folder;
/// without one the payloads beside the adapters' tests.
/// </summary>
internal static class AdaptersCommand
{
    private const int WarmRounds = 20_000;
    private static readonly string[] Endings = [".json", ".xml", ".txt", ".jsonld"];
    private static readonly DateTimeOffset ReceivedAt = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Option<string[]> folder = new("--folder")
        {
            Description = "Payloads, each told by its content; may be given again. Default samples and tests/Shipments.Domain.Tests/Carriers.",
            DefaultValueFactory = _ => ["samples", Path.Combine("tests", "Shipments.Domain.Tests", "Carriers")],
        };
        Option<double> seconds = new("--seconds") { Description = "How long each payload is read. Default 1.", DefaultValueFactory = _ => 1 };
        Command command = new("adapters", "Times the reading of carriers' payloads, with the bytes each scan allocates.") { folder, seconds };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, TimeSpan.FromSeconds(parsed.GetValue(seconds))));
        return command;
    }

    private static int Run(IEnumerable<string> folders, TimeSpan time)
    {
        Console.Out.WriteLine("| Format | Payload | Bytes | Scans | Payloads/CPU s | Scans/CPU s | MB/CPU s | B allocated a scan |");
        Console.Out.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (string path in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.Ordinal)).Order(StringComparer.Ordinal))
        {
            byte[] payload = File.ReadAllBytes(path);
            if (CarrierAdapters.Detect(payload) is { } adapter)
                Measure(adapter, Path.GetFileName(path), payload, time);
        }

        return 0;
    }

    private static void Measure(ICarrierAdapter adapter, string name, byte[] payload, TimeSpan time)
    {
        int scans = adapter.Read(payload, ReceivedAt).Items.Sum(item => item.Scans.Count);

        // Warm: until the compiler has given its best.
        for (int round = 0; round < WarmRounds; round++)
            adapter.Read(payload, ReceivedAt);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long rounds = Read(adapter, payload, time, out double allocated);
        double perSecond = rounds / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| `{adapter.Format}` | {name} | {payload.Length:N0} | {scans} | {perSecond:N0} | {perSecond * scans:N0} | {perSecond * payload.Length / 1e6:N0} | {(scans == 0 ? 0 : allocated / scans):N0} |"));
    }

    private static long Read(ICarrierAdapter adapter, byte[] payload, TimeSpan time, out double allocated)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Stopwatch clock = Stopwatch.StartNew();
        long rounds = 0;
        for (; clock.Elapsed < time; rounds++)
            adapter.Read(payload, ReceivedAt);
        allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)rounds;
        return rounds;
    }
}
