using System.CommandLine;

namespace Shipments.Bench.Memory;

/// <summary>The command <c>memory</c>.</summary>
internal static class MemoryCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Option<int> parcels = new("--parcels") { Description = "Parcels, each with a number. Default 20000.", DefaultValueFactory = _ => 20_000 };
        Option<int> scans = new("--scans") { Description = "Scans a parcel. Default 10.", DefaultValueFactory = _ => 10 };
        Command command = new("memory", "Measures the heap that an active, idle parcel holds, its number grain included, in a silo of its own.") { parcels, scans };
        command.SetAction((parsed, cancellationToken) => IdleParcels.RunAsync(parsed.GetValue(parcels), parsed.GetValue(scans), cancellationToken));
        return command;
    }
}
