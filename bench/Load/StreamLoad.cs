using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using HdrHistogram;
using Spectre.Console;

namespace Shipments.Bench.Load;

/// <summary>
/// Registers parcels, then keeps a fixed number of batches under way on each stream for a while. Every acknowledgement is checked, and at
/// the end a sample of the parcels is read back: each must have exactly the scans that were acknowledged for it.
/// </summary>
internal static class StreamLoad
{
    private const int ReadBackMax = 2_000;

    /// <summary>Runs it; 0 when every check held.</summary>
    public static async Task<int> RunAsync(LoadOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        List<GrpcChannel> channels = [.. Enumerable.Range(0, options.Streams).Select(_ => GrpcChannel.ForAddress(options.Target))];
        Metadata headers = options.ApiKey.Length == 0 ? [] : new Metadata { { "x-api-key", options.ApiKey } };
        ParcelPool pool = new(options.Parcels, options.Seed);
        TimeSpan registering = await pool.RegisterAsync(channels, headers, time, cancellationToken);
        AnsiConsole.MarkupLine($"registered [bold]{options.Parcels}[/] parcels in {registering.TotalSeconds:F1} s: {options.Parcels / registering.TotalSeconds:F0}/s");

        StreamClock clock = new(time, options.WarmUp, options.Duration);
        List<StreamDriver> drivers = [.. channels.Select((channel, i) => new StreamDriver(channel, headers, pool, options, clock, options.Seed + i))];
        TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        await Task.WhenAll(drivers.Select(driver => driver.RunAsync(cancellationToken)));
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime - cpuBefore;

        LongHistogram latencies = new(TimeStamp.Hours(1), 3);
        foreach (StreamDriver driver in drivers)
            latencies.Add(driver.Latencies);
        Print(options, drivers.Sum(driver => driver.Scans), latencies, cpu);
        int wrong = await pool.ReadBackAsync(channels[0], headers, ReadBackMax, cancellationToken);
        AnsiConsole.MarkupLine(wrong == 0
            ? $"read back {Math.Min(ReadBackMax, options.Parcels)} parcels: [green]each has exactly its acknowledged scans[/]"
            : $"[red]{wrong} parcels differ from what was acknowledged[/]");
        drivers.ForEach(driver => driver.Dispose());
        channels.ForEach(channel => channel.Dispose());
        return wrong == 0 ? 0 : 1;
    }

    private static void Print(LoadOptions options, long scans, LongHistogram latencies, TimeSpan cpu)
    {
        Table table = new Table().RoundedBorder().AddColumns("scans/s", "scans", "ack p50 ms", "p99 ms", "max ms", "client CPU s");
        table.AddRow(
            $"{scans / options.Duration.TotalSeconds:F0}", $"{scans}", Milliseconds(latencies, 50), Milliseconds(latencies, 99),
            Milliseconds(latencies, 100), $"{cpu.TotalSeconds:F1}");
        AnsiConsole.Write(table);
    }

    private static string Milliseconds(LongHistogram latencies, double percentile) =>
        $"{latencies.GetValueAtPercentile(percentile) / 1000.0:F2}";
}
