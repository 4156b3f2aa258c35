using System.Text.Json.Nodes;
using Shipments.TestKit.Processes;

namespace Shipments.Cluster.Tests.Day;

/// <summary>Calls by curl: many in one process and on one connection, each with its status and its body.</summary>
/// <param name="folder">Where bodies and answers lie.</param>
internal sealed class CurlSession(string folder)
{
    private static readonly TimeSpan s_within = TimeSpan.FromMinutes(2);
    private int _runs;

    /// <summary>Sends calls one after the other and gives their answers in order.</summary>
    public async Task<IReadOnlyList<(int Status, JsonNode Body)>> SendAsync(Uri server, IReadOnlyList<CurlCall> calls)
    {
        var run = Directory.CreateDirectory(Path.Combine(folder, $"curl-{_runs++}")).FullName;
        List<string> config = [];
        for (var i = 0; i < calls.Count; i++)
        {
            config.AddRange(i == 0 ? [] : ["next"]);
            config.AddRange(["silent", "show-error", "globoff", "max-time = 60", $"url = \"{new Uri(server, calls[i].Path).AbsoluteUri}\"", $"request = \"{calls[i].Method}\""]);
            config.AddRange([$"output = \"{run}/answer-{i}\"", """write-out = "%{http_code}\n" """.Trim()]);
            if (calls[i].Body is not { } body)
                continue;
            await File.WriteAllTextAsync($"{run}/body-{i}", body.ToJsonString());
            config.AddRange(["header = \"content-type: application/json\"", $"data-binary = \"@{run}/body-{i}\""]);
        }

        await File.WriteAllLinesAsync($"{run}/config", config);
        List<string> statuses = [];
        await using var curl = ChildProcess.Start("curl", ["--config", $"{run}/config"], onLine: statuses.Add);
        (await curl.ExitAsync($"the end of curl with {calls.Count} calls", s_within)).Should().Be(0, curl.Output);
        statuses.Should().HaveSameCount(calls, curl.Output);
        return [.. statuses.Select((status, i) => (int.Parse(status), JsonNode.Parse(File.ReadAllText($"{run}/answer-{i}"))!))];
    }
}

/// <summary>One call.</summary>
internal sealed record CurlCall(string Method, string Path, JsonNode? Body = null);
