using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Shipments.Bench.Driving;
using Shipments.Bench.Load;
using Shipments.Bench.Report;
using Spectre.Console;

namespace Shipments.Bench.Outages;

/// <summary>The command <c>take-over</c>.</summary>
internal static class TakeOverCommand
{
    private const int ConnectionCount = 4;

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Option<string> target = new("--target") { Description = "Front doors that stay, with commas between.", Required = true };
        Option<int> victim = new("--victim") { Description = "The id of the silo's process that is killed (SIGKILL).", Required = true };
        Option<double> after = new("--after") { Description = "Seconds until then.", DefaultValueFactory = _ => 60 };
        Option<string> folder = new("--out") { Description = "The folder of take-over.json.", DefaultValueFactory = _ => "artifacts/bench/take-over" };
        Command command = new("take-over", "Kills a silo of this machine and measures when every key serves again. The load comes from a load beside it.")
        {
            target, victim, after, folder,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            [.. parsed.GetValue(target)!.Split(',').Select(door => new Uri(door, UriKind.Absolute))], parsed.GetValue(victim),
            TimeSpan.FromSeconds(parsed.GetValue(after)), parsed.GetValue(folder)!, TimeProvider.System, cancellationToken));
        return command;
    }

    /// <summary>Runs it; 0 when every key served in the end.</summary>
    private static async Task<int> RunAsync(
        IReadOnlyList<Uri> doors, int victim, TimeSpan after, string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        IAnsiConsole console = BenchConsole.Make();
        using Process process = Process.GetProcessById(victim);
        using Connections connections = new(doors, ConnectionCount, "", time);
        KeyProbe probe = new(connections, "probe-" + LoadWorld.RunOf(time.GetUtcNow()), time);
        await probe.RegisterAsync(cancellationToken);
        await Task.Delay(after, time, cancellationToken);
        IReadOnlyList<TimeSpan> before = await probe.AllServeAsync(Within, cancellationToken);
        process.Kill();
        IReadOnlyList<TimeSpan> taken = await probe.AllServeAsync(Within, cancellationToken);
        TakeOverResult result = TakeOverResult.Of(before, taken, Within);
        console.WriteLine(FormattableString.Invariant(
            $"killed {victim}: all {result.Keys} keys serve after {result.Seconds:F2} s; {result.Out} were out, half of them for {result.Median:F2} s; before the kill all took {result.BeforeSeconds:F2} s"));
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "take-over.json"), JsonSerializer.Serialize(result, Json), cancellationToken);
        return result.Unserved == 0 ? 0 : 1;
    }
}
