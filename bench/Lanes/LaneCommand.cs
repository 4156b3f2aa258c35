using System.CommandLine;

namespace Shipments.Bench.Lanes;

/// <summary>The command <c>lanes</c>.</summary>
internal static class LaneCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Option<int> entries = new("--entries") { Description = "Entries read a run. Default 2000000.", DefaultValueFactory = _ => 2_000_000 };
        Command command = new("lanes", "Measures what it costs to read from an entry of the journal what it changes for lanes.") { entries };
        command.SetAction((parsed, _) => Task.FromResult(EntryReads.Run(parsed.GetValue(entries))));
        return command;
    }
}
