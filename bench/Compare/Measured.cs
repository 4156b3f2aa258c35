namespace Shipments.Bench.Compare;

/// <summary>What one run gave.</summary>
/// <param name="Contender">Who.</param>
/// <param name="Workload">What.</param>
/// <param name="Round">Which time, from 1.</param>
/// <param name="PerSecond">Scans, reads or entries a second.</param>
/// <param name="P50">In milliseconds.</param>
/// <param name="P99">In milliseconds.</param>
/// <param name="ServerProcessors">Processors the server kept busy.</param>
/// <param name="DatabaseProcessors">Processors the database kept busy.</param>
/// <param name="HarnessProcessors">Processors the load kept busy.</param>
/// <param name="Failed">Calls that failed.</param>
internal sealed record Measured(
    string Contender, string Workload, int Round, double PerSecond, double P50, double P99, double ServerProcessors, double DatabaseProcessors,
    double HarnessProcessors, long Failed);
