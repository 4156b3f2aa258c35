using System.Text.Json;
using Shipments.TestKit.Foreign;
using Shipments.TestKit.Processes;

namespace Shipments.Interop.Tests.Standard;

/// <summary>The cases of the gRPC interoperability test descriptions that need no cloud, by grpc-js and by Python on the C core.</summary>
public sealed class StandardCaseTests(StandardCaseTests.Fixture fixture) : IClassFixture<StandardCaseTests.Fixture>
{
    /// <summary>
    /// Not among them: cacheable_unary (neither client sends GET) and client_compressed_streaming (neither client switches compression off for
    /// one message of a stream).
    /// </summary>
    private static readonly string[] s_cases =
    [
        "empty_unary", "large_unary", "client_compressed_unary", "server_compressed_unary", "client_streaming", "server_streaming",
        "server_compressed_streaming", "ping_pong", "empty_stream", "custom_metadata", "status_code_and_message", "special_status_message",
        "unimplemented_method", "unimplemented_service", "cancel_after_begin", "cancel_after_first_response", "timeout_on_sleeping_server",
    ];

    public static TheoryData<string, string> Cases()
    {
        var rows = new TheoryData<string, string>();
        foreach (var client in new[] { "node", "python" })
        {
            foreach (var name in s_cases)
                rows.Add(client, name);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_case_passes(string client, string name)
    {
        var result = fixture.Of(client).SingleOrDefault(result => result.Case == name);

        Assert.True(result is not null, $"the {client} client did not run {name}");
        Assert.True(result.Ok, $"{client}: {name}: {result.Detail}");
    }

    [Theory]
    [InlineData("node")]
    [InlineData("python")]
    public void The_client_runs_these_cases_and_no_other(string client) =>
        fixture.Of(client).Select(result => result.Case).Should().BeEquivalentTo(s_cases);

    /// <summary>What each client said of its cases.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private static readonly TimeSpan s_within = TimeSpan.FromMinutes(2);

        private readonly Dictionary<string, IReadOnlyList<CaseResult>> _results = [];

        public async Task InitializeAsync()
        {
            await using var server = await StandardServer.StartAsync();
            _results["node"] = await RunAsync(ForeignTools.Node, "standard.mjs", server.Target);
            _results["python"] = await RunAsync(ForeignTools.Python, "standard.py", server.Target);
        }

        public Task DisposeAsync() => Task.CompletedTask;

        internal IReadOnlyList<CaseResult> Of(string client) => _results[client];

        private static async Task<IReadOnlyList<CaseResult>> RunAsync(string program, string script, string target)
        {
            var lines = new List<string>();
            var environment = new Dictionary<string, string?> { ["PYTHONDONTWRITEBYTECODE"] = "1" };
            await using var process = ChildProcess.Start(
                program, [ForeignTools.Script(script), target, ForeignTools.Script("protos")], environment, lines.Add);
            var code = await process.ExitAsync($"the end of {script}", s_within);
            code.Should().Be(0, process.Output);
            return [.. lines.Select(line => JsonSerializer.Deserialize<CaseResult>(line)!)];
        }
    }
}
