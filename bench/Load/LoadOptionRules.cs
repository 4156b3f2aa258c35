using Shipments.Bench.Driving;
using Shipments.Bench.Scenarios;
using Shipments.Bench.Traffic;

namespace Shipments.Bench.Load;

/// <summary>What a load may be told. All faults are reported at once.</summary>
internal static class LoadOptionRules
{
    /// <summary>The most scans, or parcels, of one call or batch: the server's own bound.</summary>
    public const int BatchMax = 1_000;

    /// <summary>The most items a second that are asked for.</summary>
    public const double RateMax = 10_000_000;

    /// <summary>The most calls or batches under way in a closed loop.</summary>
    public const int ClosedMax = 16_384;

    /// <summary>The most streams.</summary>
    public const int StreamsMax = 256;

    /// <summary>The most readers of changes.</summary>
    public const int ReadersMax = 64;

    /// <summary>The longest warm-up and the longest duration.</summary>
    public static readonly TimeSpan TimeMax = TimeSpan.FromHours(24);

    /// <summary>What is wrong, a sentence each.</summary>
    public static IReadOnlyList<string> Faults(LoadOptions options)
    {
        List<string> faults = [];
        if (options.Targets.Count == 0 || options.Targets.Any(target => target.Scheme is not ("http" or "https")))
            faults.Add("--target must be one or more addresses such as http://127.0.0.1:5080");
        if (Scenario.Find(options.Scenario) is null)
            faults.Add($"--scenario '{options.Scenario}' must be one of {string.Join(", ", Scenario.All.Select(scenario => scenario.Name))}");
        if ((options.Rate > 0) == (options.Closed > 0))
            faults.Add("one of --rate and --closed must be given, and not both");
        Range(faults, "--rate", options.Rate, 0, RateMax);
        Range(faults, "--closed", options.Closed, 0, ClosedMax);
        Range(faults, "--warm-up", options.WarmUp.TotalSeconds, 0, TimeMax.TotalSeconds);
        Range(faults, "--duration", options.Duration.TotalSeconds, 1, TimeMax.TotalSeconds);
        Range(faults, "--parcels", options.Parcels, 1, Population.ParcelsMax);
        if (Scenario.Find(options.Scenario) is { Flight: true } && options.Parcels < Flights.FlightPlan.Parcels)
            faults.Add(FormattableString.Invariant($"--parcels {options.Parcels} must be at least {Flights.FlightPlan.Parcels}: so many fly"));
        Range(faults, "--batch", options.Batch, 0, BatchMax);
        Range(faults, "--connections", options.Connections, 0, Connections.CountMax);
        Range(faults, "--streams", options.Streams, 1, StreamsMax);
        Range(faults, "--deadline", options.Deadline.TotalSeconds, 0.001, 60);
        Range(faults, "--readers", options.Readers, -1, ReadersMax);
        Range(faults, "--numbers", options.Numbers, -1, 2);
        Range(faults, "--times", options.Times, 1, 100);
        Range(faults, "--working-set", options.WorkingSet, 0, options.Parcels);
        if (options.WorkingSet > 0 && Scenario.Find(options.Scenario) is { } chosen && chosen.Flows.Any(flow => flow.Call == CallKind.Register))
            faults.Add($"--working-set is not for {chosen.Name}, which registers parcels all the time");
        if (options.Cold is not (>= 0 and <= 1) || (options.Cold > 0 && (options.WorkingSet == 0 || options.WorkingSet == options.Parcels)))
            faults.Add(FormattableString.Invariant($"--cold {options.Cold} must be 0 to 1, and needs a --working-set that leaves parcels out"));
        if (options.ByNumber is not (-1 or (>= 0 and <= 1)))
            faults.Add($"--by-number {options.ByNumber} must be 0 to 1");
        if (options.Reuse.Length > 24 || options.Reuse.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c)))
            faults.Add($"--reuse '{options.Reuse}' must be the id of a run: at most 24 characters of [a-z0-9]");
        if (options.Watch.Any(watch => watch.Split('=') is not [{ Length: > 0 }, var id] || !int.TryParse(id, out _)))
            faults.Add("--watch must be name=process-id");
        return faults;
    }

    private static void Range(List<string> faults, string name, double value, double min, double max)
    {
        if (!(value >= min && value <= max))
            faults.Add(FormattableString.Invariant($"{name} {value} must be {min} to {max}"));
    }
}
