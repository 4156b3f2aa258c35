using System.Text.Json;
using Shipments.TestKit.Foreign;
using Shipments.TestKit.Processes;

namespace Shipments.Interop.Tests;

/// <summary>Two silos, one of them with keys, and what each client said of its cases against them.</summary>
public sealed class ForeignClientFixture : IAsyncLifetime
{
    private static readonly TimeSpan s_clientWithin = TimeSpan.FromMinutes(3);

    private static readonly ApiKey s_key = new("key-of-acme-0123456789", "acme");
    private static readonly ApiKey s_otherKey = new("key-of-brio-0123456789", "brio");

    private readonly string _folder = Directory.CreateTempSubdirectory("shipments-interop-").FullName;
    private readonly Dictionary<string, IReadOnlyList<CaseResult>> _results = [];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await using (var silo = await SiloProcess.StartAsync(Path.Combine(_folder, "open")))
        {
            foreach (var client in new[] { "node", "python" })
                _results[client + " open"] = await RunAsync(client, [silo.Target, .. ForeignTools.ProtoArguments, "--group", "open"]);
            (await silo.StopAsync()).Should().Be(0, silo.Output);
        }

        await using var keyed = await SiloProcess.StartAsync(Path.Combine(_folder, "keyed"), keys: [s_key, s_otherKey]);
        string[] keys = ["--group", "keyed", "--key", s_key.Key, "--otherkey", s_otherKey.Key];
        foreach (var client in new[] { "node", "python" })
            _results[client + " keyed"] = await RunAsync(client, [keyed.Target, .. ForeignTools.ProtoArguments, .. keys]);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>All that a client said, in its order.</summary>
    internal IReadOnlyList<CaseResult> Of(string client, string group) => _results[$"{client} {group}"];

    private static async Task<IReadOnlyList<CaseResult>> RunAsync(string client, string[] arguments)
    {
        var lines = new List<string>();
        var (program, script) = client == "node" ? (ForeignTools.Node, "client.mjs") : (ForeignTools.Python, "client.py");
        var environment = new Dictionary<string, string?> { ["PYTHONDONTWRITEBYTECODE"] = "1" };
        await using var process = ChildProcess.Start(program, [ForeignTools.Script(script), .. arguments], environment, lines.Add);
        var code = await process.ExitAsync($"the end of the {client} client", s_clientWithin);
        code.Should().Be(0, process.Output);
        return [.. lines.Select(line => JsonSerializer.Deserialize<CaseResult>(line)!)];
    }
}
