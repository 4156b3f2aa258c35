using System.CommandLine;

namespace Shipments.Bench.Changes;

/// <summary>The command <c>changes</c>.</summary>
internal static class ChangesCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Option<string> target = new("--target") { Description = "The front door.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        Option<int> runs = new("--runs") { Description = "How often all is read. Default 3.", DefaultValueFactory = _ => 3 };
        Option<string> key = new("--api-key") { Description = "Sent as x-api-key.", DefaultValueFactory = _ => "" };
        Command command = new("changes", "Reads all changes that are kept with one reader, checks their order, and says how fast they came.") { target, runs, key };
        command.SetAction((parsed, cancellationToken) => ChangesRead.RunAsync(
            new Uri(parsed.GetValue(target)!), parsed.GetValue(key)!, parsed.GetValue(runs), TimeProvider.System, cancellationToken));
        return command;
    }
}
