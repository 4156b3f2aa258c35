using System.Globalization;
using Shipments.Bench.Scenarios;
using Shipments.Bench.Traffic;

namespace Shipments.Bench.Load;

/// <summary>A run's settings as its flows take them and as its report names them.</summary>
internal static class LoadSettings
{
    /// <summary>The setting that names the items of one call or batch.</summary>
    public const string ItemsOfBatch = "Items of a batch";

    /// <summary>A flow with the batch that was asked for: of a scenario's only flow, or of its streams.</summary>
    public static Flow Sized(Flow flow, LoadOptions options, Scenario scenario) =>
        options.Batch > 0 && (flow.Call == CallKind.Stream || (scenario.Flows.Count == 1 && flow.Call is CallKind.Record or CallKind.Register))
            ? flow with { Batch = options.Batch }
            : flow;

    /// <summary>The kind of loop in words.</summary>
    public static string LoopOf(LoadOptions options, Scenario scenario) => options.Rate > 0
        ? string.Create(CultureInfo.InvariantCulture, $"open loop, {options.Rate:N0} items/s{(scenario.Curve.Peak - scenario.Curve.Mean > 0.01 ? " at the peak" : "")}")
        : string.Create(CultureInfo.InvariantCulture, $"closed loop, {options.Closed:N0} calls or batches under way");

    /// <summary>The settings by name.</summary>
    public static SortedDictionary<string, string> Of(LoadOptions options, Scenario scenario, TrafficShape shape, int connections, int readers)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Target"] = string.Join(", ", options.Targets),
            ["Loop"] = LoopOf(options, scenario),
            ["Arrivals"] = options.Rate <= 0 ? "when the one before has ended" : options.Even ? "even" : "random (Poisson)",
            ["Warm-up, not counted"] = string.Create(culture, $"{options.WarmUp.TotalSeconds:0.#} s"),
            ["Duration"] = string.Create(culture, $"{options.Duration.TotalSeconds:0.#} s"),
            ["Seed"] = options.Seed.ToString(culture),
            ["Parcels registered before"] = options.Parcels.ToString("N0", culture),
            ["Working set"] = options.WorkingSet == 0 ? "all of them" : options.WorkingSet.ToString("N0", culture),
            ["Scans outside the working set"] = options.Cold.ToString("P0", culture),
            ["Tracking numbers a parcel"] = shape.Numbers.ToString(culture),
            [ItemsOfBatch] = string.Join(", ", scenario.Flows.Select(flow => Sized(flow, options, scenario).Batch).Distinct()),
            ["Connections"] = connections.ToString(culture),
            ["Readers of changes"] = readers.ToString(culture),
            ["Deadline of a unary call"] = string.Create(culture, $"{options.Deadline.TotalSeconds:0.###} s"),
            ["Scans by tracking number"] = shape.ByNumber.ToString("P0", culture),
            ["Scans sent again"] = shape.Duplicates.ToString("P1", culture),
            ["Scans that come late"] = shape.Late.ToString("P1", culture),
            ["Scans under unknown numbers"] = shape.Unknown.ToString("P1", culture),
        };
    }
}
