using System.CommandLine;

namespace Shipments.Bench.Load;

/// <summary>The command <c>load</c>.</summary>
internal static class LoadCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Option<string> target = new("--target") { Description = "The front door.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        Option<int> parcels = Whole("--parcels", "Parcels registered first and then scanned at random.", 20_000);
        Option<int> streams = Whole("--streams", "Streams, each on a connection of its own.", 4);
        Option<int> batch = Whole("--batch", "Scans a batch, 1 to 1,000.", 100);
        Option<int> inFlight = Whole("--in-flight", "Batches of a stream that wait for their acknowledgement, 1 to 32.", 8);
        Option<int> warmUp = Whole("--warm-up", "Seconds not counted.", 5);
        Option<int> duration = Whole("--duration", "Seconds counted.", 20);
        Option<int> seed = Whole("--seed", "Decides which parcels are scanned.", 1);
        Option<string> key = new("--api-key") { Description = "Sent as x-api-key.", DefaultValueFactory = _ => "" };
        Command command = new("load", "Streams scans in a closed loop, checks every acknowledgement, and reads parcels back.")
        {
            target, parcels, streams, batch, inFlight, warmUp, duration, seed, key,
        };
        command.SetAction((parsed, cancellationToken) => StreamLoad.RunAsync(
            new LoadOptions(
                new Uri(parsed.GetValue(target)!), parsed.GetValue(parcels), parsed.GetValue(streams), parsed.GetValue(batch), parsed.GetValue(inFlight),
                TimeSpan.FromSeconds(parsed.GetValue(warmUp)), TimeSpan.FromSeconds(parsed.GetValue(duration)), parsed.GetValue(seed),
                parsed.GetValue(key)!),
            TimeProvider.System,
            cancellationToken));
        return command;
    }

    private static Option<int> Whole(string name, string description, int value) =>
        new(name) { Description = $"{description} Default {value}.", DefaultValueFactory = _ => value };
}
