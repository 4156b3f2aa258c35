using System.Text.Json;
using Shipments.TestKit;
using Shipments.TestKit.Foreign;
using Shipments.TestKit.Processes;
using Xunit.Abstractions;

namespace Shipments.Cluster.Tests.Day;

/// <summary>A marketplace's day, by a client that is not .NET.</summary>
public sealed class DayTests(ITestOutputHelper output)
{
    private const int Parcels = 10_000;
    private static readonly TimeSpan s_within = TimeSpan.FromMinutes(4);
    private static readonly string[] s_steps =
        ["register", "scan", "scan over a kill", "payloads", "update", "cancel", "merge and split", "lookup", "read back", "lists", "changes", "watches"];

    /// <summary>
    /// Goal: every method works together for a caller that knows the protos alone, over a silo that dies in the middle.
    /// Method: the client does a day's work on ten thousand parcels and checks every answer; at its word the silo gets SIGKILL and is started
    /// again on its folder and port. At the end the client holds the parcels, the lists, the watches and the whole stream of changes
    /// (each version of each parcel once and in order) against what it sent.
    /// </summary>
    [Fact]
    public async Task A_marketplaces_day_is_right_to_the_last_answer_over_a_kill()
    {
        using TempFolder data = new();
        var silo = await SiloProcess.StartAsync(data.Path, FreePort.Take());
        List<string> steps = [];
        void Take(string line)
        {
            output.WriteLine(line);
            if (JsonDocument.Parse(line).RootElement.TryGetProperty("step", out var step))
                steps.Add(step.GetString()!);
        }

        try
        {
            await using var driver = ChildProcess.Start(
                ForeignTools.Node, [ForeignTools.Script("day.mjs"), silo.Target, .. ForeignTools.ProtoArguments, "--parcels", $"{Parcels}"], onLine: Take);
            await LineAsync(driver, "kill");
            await silo.KillAsync();
            await silo.DisposeAsync();
            silo = await SiloProcess.StartAsync(data.Path, silo.Port);
            await driver.SendAsync("""{"restarted":true}""");

            var done = await LineAsync(driver, "done");

            // 9,800 move by two scans; 4,900 of them by two more; 500 are delivered; 100 are cancelled, which is a scan
            // of its own; 10 are scanned while they are merged into another.
            done.GetProperty("parcels").GetInt32().Should().Be(Parcels);
            done.GetProperty("scans").GetInt32().Should().Be((9_800 * 2) + (4_900 * 2) + 500 + 100 + 10);
            steps.Should().Equal(s_steps);
            (await driver.ExitAsync("the end of the client", s_within)).Should().Be(0);
            (await silo.StopAsync()).Should().Be(0, silo.Output);
        }
        finally
        {
            await silo.DisposeAsync();
        }
    }

    // A client that gives up says so on a line of its own; waiting on would hide it.
    private static async Task<JsonElement> LineAsync(ChildProcess driver, string name)
    {
        var line = await driver.LineAsync(
            line => line.StartsWith($$"""{"{{name}}":""", StringComparison.Ordinal) || line.StartsWith("""{"fatal":""", StringComparison.Ordinal),
            $"the line '{name}' of the client", s_within);
        var root = JsonDocument.Parse(line).RootElement;
        return root.TryGetProperty(name, out var value) ? value : throw new InvalidOperationException($"The client gave up: {line}");
    }
}
