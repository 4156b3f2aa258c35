using Shipments.Bench.Checking;
using Shipments.Bench.Driving;
using Shipments.Bench.Scenarios;
using Shipments.Bench.Traffic;

namespace Shipments.Bench.Load;

/// <summary>What a run has: its connections, its parcels, and what is known of them.</summary>
internal sealed class LoadWorld : IDisposable
{
    private const int CallsPerConnectionUsual = 64;
    private const int ConnectionsUsual = 4;
    private const int Base36 = 36;

    /// <summary>Makes it.</summary>
    public LoadWorld(LoadOptions options, Scenario scenario, TimeProvider time)
    {
        Shape = ShapeOf(options, scenario.Shape);
        DateTimeOffset now = time.GetUtcNow();
        (string run, DateTimeOffset began) = options.Reuse.Length > 0
            ? (options.Reuse, DateTimeOffset.FromUnixTimeSeconds(Number(options.Reuse)))
            : (RunOf(now), now);
        Population = new Population(run, options.Seed, began, Shape);
        bool grows = scenario.Flows.Any(flow => flow.Call == CallKind.Register);
        Parcels = new ParcelRange(grows ? Population.ParcelsMax : options.Parcels);
        Ledger = new ScanLedger(Parcels.Capacity, Shape.StepsMax);
        Check = new AnswerCheck(Population, Ledger, Violations, options.Outage);
        Choice = new ParcelChoice(Parcels, options.WorkingSet, options.Cold, options.Seed);
        Source = new ScanSource(Population, Ledger, Choice, scenario.Hot);
        int needed = Math.Max(ConnectionsUsual, (options.Closed + CallsPerConnectionUsual - 1) / CallsPerConnectionUsual);
        int count = options.Connections > 0 ? options.Connections : Math.Min(needed, Connections.CountMax);
        Connections = new Connections(options.Targets, count, options.ApiKey, time);
    }

    /// <summary>The connections.</summary>
    public Connections Connections { get; }

    /// <summary>The shape of the traffic.</summary>
    public TrafficShape Shape { get; }

    /// <summary>The parcels.</summary>
    public Population Population { get; }

    /// <summary>Which of them are registered.</summary>
    public ParcelRange Parcels { get; }

    /// <summary>Which of them the load meets.</summary>
    public ParcelChoice Choice { get; }

    /// <summary>What was sent and acknowledged.</summary>
    public ScanLedger Ledger { get; }

    /// <summary>Wrong answers.</summary>
    public Violations Violations { get; } = new();

    /// <summary>Finds them.</summary>
    public AnswerCheck Check { get; }

    /// <summary>The next scans.</summary>
    public ScanSource Source { get; }

    /// <inheritdoc/>
    public void Dispose() => Connections.Dispose();

    /// <summary>
    /// The id of a run: the second in which it began, in base 36. With it and the seed its parcels can be met again.
    /// </summary>
    public static string RunOf(DateTimeOffset began)
    {
        string text = "";
        for (long seconds = began.ToUnixTimeSeconds(); seconds > 0; seconds /= Base36)
            text = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(seconds % Base36)] + text;
        return text;
    }

    private static TrafficShape ShapeOf(LoadOptions options, TrafficShape shape)
    {
        int numbers = options.Numbers >= 0 ? options.Numbers : shape.Numbers;
        double byNumber = numbers == 0 ? 0 : options.ByNumber >= 0 ? options.ByNumber : shape.ByNumber;
        shape = shape with { Numbers = numbers, ByNumber = byNumber };
        return options.Plain ? shape with { Duplicates = 0, Late = 0, Unknown = 0 } : shape;
    }

    private static long Number(string run) => run.Aggregate(0L, (sum, c) => (sum * Base36) + (char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10));
}
