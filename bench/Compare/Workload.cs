namespace Shipments.Bench.Compare;

/// <summary>A load that every contender gets.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Arguments">Of the command load, but for target, time and seed.</param>
internal sealed record Workload(string Name, IReadOnlyList<string> Arguments)
{
    // The baselines know no tracking numbers: a comparison is of scans by parcel.
    private static readonly string[] Common = ["--by-number", "0", "--numbers", "0", "--plain"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("unary", ["--scenario", "unary-scans", "--closed", "512", .. Common]),
        new("streamed", ["--scenario", "streamed-scans", "--closed", "32", "--streams", "4", .. Common]),
        new("reads", ["--scenario", "reads", "--closed", "128", .. Common]),
    ];
}
