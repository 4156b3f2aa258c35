using System.Globalization;
using System.Text.Json;
using Shipments.Faults.History;
using Shipments.TestKit.Foreign;
using Shipments.TestKit.Processes;

namespace Shipments.Faults.Traffic;

/// <summary>A client that is not written in .NET, in a process of its own; what it was told goes into the same history.</summary>
internal sealed class ForeignTraffic : IAsyncDisposable
{
    /// <summary>The lane of its parcels.</summary>
    public const string Lane = "CN-FR/js";

    private static readonly TimeSpan s_finish = TimeSpan.FromSeconds(90);

    private readonly FaultHistory _history;
    private readonly ChildProcess _process;

    private ForeignTraffic(FaultHistory history, IReadOnlyList<Uri> doors, string key, int seed)
    {
        _history = history;
        var target = $"ipv4:{string.Join(',', doors.Select(door => door.Authority))}";
        _process = ChildProcess.Start(
            ForeignTools.Node, [ForeignTools.Script("fault-driver.mjs"), target, .. ForeignTools.ProtoArguments, "--key", key, "--seed", $"{seed}"], onLine: Take);
    }

    /// <summary>Whether the client can be run here.</summary>
    public static bool IsInstalled => Directory.Exists(ForeignTools.Script("node_modules"));

    /// <summary>Whether a parcel is one of its own.</summary>
    public static bool IsOfIt(string parcelId) => parcelId.StartsWith("js", StringComparison.Ordinal);

    public static ForeignTraffic Start(FaultHistory history, IReadOnlyList<Uri> doors, string key, int seed) => new(history, doors, key, seed);

    /// <summary>Lets it end what it is at.</summary>
    public async Task FinishAsync()
    {
        await _process.SendAsync("""{"finish": true}""");
        await _process.LineAsync(line => line == """{"done":true}""", "the end of the foreign client's work", s_finish);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private void Take(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        if (root.TryGetProperty("ack", out var kind))
            Acknowledge(kind.GetString()!, root);
        else if (root.TryGetProperty("reply", out var request))
            _history.Replied(request.GetString()!, root.GetProperty("answer").GetString()!);
        else if (root.TryGetProperty("read", out var parcel))
            _history.Read(parcel.GetString()!, new ReadRecord(
                ulong.Parse(root.GetProperty("seen").GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture), Time(root, "from"), Time(root, "to")));
        else if (root.TryGetProperty("fatal", out var fatal))
            _history.Failed($"The foreign client gave up: {fatal.GetString()}");
    }

    private void Acknowledge(string kind, JsonElement root)
    {
        var parcel = root.GetProperty("parcel").GetString()!;
        if (kind == "register")
            _history.Registered(parcel);
        else
            _history.Scanned(parcel, new ScanRecord(
                root.GetProperty("ordinal").GetInt32(), root.GetProperty("key").GetString()!, root.GetProperty("id").GetString()!,
                root.GetProperty("held").GetBoolean(), Time(root, "from"), Time(root, "to")));
    }

    // Both clocks are CLOCK_MONOTONIC, in nanoseconds.
    private static long Time(JsonElement root, string name) => long.Parse(root.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
