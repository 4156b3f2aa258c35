using Shipments.Bench.Pacing;
using Shipments.Bench.Traffic;

namespace Shipments.Bench.Scenarios;

/// <summary>A load: what is called in what shares, how the rate changes, and the shape of the traffic.</summary>
internal sealed record Scenario
{
    private const int StreamBatch = 100;
    private const int HotSteps = 480;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } = [.. Methods, .. Occasions];

    /// <summary>What it is called by.</summary>
    public required string Name { get; init; }

    /// <summary>What the report is called.</summary>
    public required string Title { get; init; }

    /// <summary>What happens in it.</summary>
    public required string About { get; init; }

    /// <summary>Its parts.</summary>
    public required IReadOnlyList<Flow> Flows { get; init; }

    /// <summary>How the rate of an open loop changes.</summary>
    public RateCurve Curve { get; init; } = RateCurve.Flat;

    /// <summary>The shape of the traffic.</summary>
    public TrafficShape Shape { get; init; } = new();

    /// <summary>Readers of the change stream.</summary>
    public int Readers { get; init; }

    /// <summary>All scans are of one parcel at a time.</summary>
    public bool Hot { get; init; }

    /// <summary>The rate of the middle third is many times that of the others.</summary>
    public bool Overload { get; init; }

    /// <summary>A flight departs in the middle of the run.</summary>
    public bool Flight { get; init; }

    private static Flow[] Mixed =>
    [
        new(CallKind.Stream, 0.72, StreamBatch), new(CallKind.Record, 0.05, 1), new(CallKind.Get, 0.14, 1),
        new(CallKind.Lookup, 0.04, 1), new(CallKind.List, 0.002, 1), new(CallKind.Register, 0.048, 1),
    ];

    /// <summary>The scenario of a name; null for none.</summary>
    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);

    // One method each.
    private static Scenario[] Methods =>
    [
        new()
        {
            Name = "register", Title = "Registrations",
            About = "Parcels are registered with two tracking numbers each. --batch above 1 uses BatchRegisterParcels.",
            Flows = [new Flow(CallKind.Register, 1, 1)],
        },
        new()
        {
            Name = "unary-scans", Title = "Unary scans", About = "RecordScans, by default of one scan a call.",
            Flows = [new Flow(CallKind.Record, 1, 1)],
        },
        new()
        {
            Name = "streamed-scans", Title = "Streamed scans", About = "Batches through StreamScans, as a carrier's feed sends them.",
            Flows = [new Flow(CallKind.Stream, 1, StreamBatch)],
        },
        new()
        {
            Name = "reads", Title = "Reads", About = "GetParcel of parcels at random.",
            Flows = [new Flow(CallKind.Get, 1, 1)],
        },
        new()
        {
            Name = "cold-reads", Title = "Cold reads",
            About = "GetParcel of one parcel after another, each once: with --reuse, and after a restart, none of them is in memory.",
            Flows = [new Flow(CallKind.GetInOrder, 1, 1)],
        },
    ];

    // What happens to a deployment in a year.
    private static Scenario[] Occasions =>
    [
        new()
        {
            Name = "mixed-day", Title = "A mixed day",
            About = "A day pressed into the run: streamed and unary scans, reads, look-ups, lists and new parcels, quiet at night and busiest in the evening.",
            Flows = Mixed, Curve = RateCurve.Day,
        },
        new()
        {
            Name = "flight", Title = "Departure of a flight",
            About = "10,000 parcels in ten receptacles of one dispatch depart by one scan of the dispatch, beside a stream of scans. How soon does each parcel know?",
            Flows = [new Flow(CallKind.Stream, 1, StreamBatch)], Flight = true,
        },
        new()
        {
            Name = "hot-parcel", Title = "One hot parcel",
            About = "Every scan is of one parcel. When it has had 480, which it keeps whole, the next one is hot.",
            Flows = [new Flow(CallKind.Stream, 1, StreamBatch)], Hot = true,
            Shape = new TrafficShape { ByNumber = 0, Unknown = 0, StepsMax = HotSteps },
        },
        new()
        {
            Name = "hot-lane", Title = "One hot lane", About = "All parcels are on one lane, which counts every one of their scans.",
            Flows = [new Flow(CallKind.Stream, 1, StreamBatch)], Shape = new TrafficShape { OneLane = true },
        },
        new()
        {
            Name = "change-readers", Title = "Readers of changes",
            About = "Streamed scans, and readers of the whole change stream beside them. The latency of a change counts from the moment its scan was meant to be sent.",
            Flows = [new Flow(CallKind.Stream, 1, StreamBatch)], Readers = 4,
        },
        new()
        {
            Name = "singles-day", Title = "Singles' Day",
            About = "The eleventh of November: the evening before, the wave of orders and scans at midnight, its ebb, and a second wave in the morning.",
            Flows = Mixed, Curve = RateCurve.SinglesDay, Readers = 2,
        },
        new()
        {
            Name = "overload", Title = "Overload",
            About = "A third of the run at the rate, a third at --times of it, a third at the rate again. Accepted calls keep their deadline; the rest is refused and told when to come again.",
            Flows = [new Flow(CallKind.Record, 1, 1)], Overload = true,
        },
        new()
        {
            Name = "overload-streams", Title = "Overload by streams",
            About = "The same through StreamScans. Nothing is refused: a stream that sends more than is taken is held back, so its sender has the queue, and works it off afterwards.",
            Flows = [new Flow(CallKind.Stream, 1, StreamBatch)], Overload = true,
        },
    ];
}
