using Shipments.TestKit.Foreign;
using Shipments.TestKit.Processes;

namespace Shipments.Cluster.Tests;

/// <summary>The client that works while the silo is killed: a process of its own, not written in .NET.</summary>
internal sealed class KillDriver : IAsyncDisposable
{
    private static readonly TimeSpan s_answerWithin = TimeSpan.FromSeconds(90);

    private readonly ChildProcess _process;

    private KillDriver(ChildProcess process, AcknowledgedHistory history)
    {
        _process = process;
        History = history;
    }

    public AcknowledgedHistory History { get; }

    public static KillDriver Start(string target, int seed)
    {
        var history = new AcknowledgedHistory();
        string[] arguments = [ForeignTools.Script("kill-driver.mjs"), target, .. ForeignTools.ProtoArguments, "--seed", $"{seed}"];
        return new KillDriver(ChildProcess.Start(ForeignTools.Node, arguments, onLine: history.Take), history);
    }

    /// <summary>Lets the driver do so much more, and completes after some of its acknowledgements.</summary>
    public async Task WorkAsync(int units, int acknowledgements)
    {
        var reached = History.MoreAsync(acknowledgements);
        await _process.SendAsync($$"""{"units": {{units}}}""");
        await AwaitAsync(reached, $"{acknowledgements} acknowledgements");
    }

    /// <summary>Registers what is owed and completes when everything is acknowledged.</summary>
    public Task FinishAsync() => AskAsync("""{"finish": true}""", """{"done":true}""", "the acknowledgement of everything");

    /// <summary>Sends every answered request again.</summary>
    public Task RepeatAsync() => AskAsync("""{"repeat": true}""", """{"repeated":true}""", "the answers to all requests sent again");

    public async ValueTask DisposeAsync() => await _process.DisposeAsync();

    private async Task AskAsync(string command, string answer, string awaited)
    {
        await _process.SendAsync(command);
        await AwaitAsync(_process.LineAsync(line => line == answer, awaited, s_answerWithin), awaited);
    }

    // A driver that gives up says so on a line of its own; waiting on would hide it.
    private async Task AwaitAsync(Task task, string awaited)
    {
        var fatal = _process.LineAsync(line => line.StartsWith("""{"fatal":""", StringComparison.Ordinal), awaited, s_answerWithin);
        if (await Task.WhenAny(task, fatal) == fatal)
            throw new InvalidOperationException($"The driver gave up while {awaited} was awaited: {await fatal}");
        await task;
    }
}
