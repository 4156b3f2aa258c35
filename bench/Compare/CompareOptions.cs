namespace Shipments.Bench.Compare;

/// <summary>What a comparison is told.</summary>
/// <param name="Rounds">How often each contender runs each workload.</param>
/// <param name="Duration">Counted seconds of a run.</param>
/// <param name="WarmUp">Seconds before, not counted.</param>
/// <param name="Parcels">Registered before each run.</param>
/// <param name="Contenders">Their names.</param>
/// <param name="Workloads">Their names.</param>
/// <param name="Programs">The folder of PostgreSQL's programs.</param>
/// <param name="Folder">Where the results go.</param>
internal sealed record CompareOptions(
    int Rounds, int Duration, int WarmUp, int Parcels, IReadOnlyList<string> Contenders, IReadOnlyList<string> Workloads, string Programs, string Folder);
