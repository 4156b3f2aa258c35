namespace Shipments.Faults.Report;

/// <summary>All that a run found.</summary>
/// <param name="Seed">By which it is repeated.</param>
/// <param name="Took">How long the faults took.</param>
/// <param name="Outcomes">Each fault, in their order.</param>
/// <param name="NotRun">Kinds that this machine cannot do, and why.</param>
/// <param name="Counts">What was acknowledged and read.</param>
/// <param name="Changes">Changes that came, and those of them that came again.</param>
/// <param name="ResidentBytesMost">The most memory each silo held.</param>
/// <param name="Ended">How often a silo ended by itself because the others had declared it dead, and was started again.</param>
/// <param name="Findings">What the checkers found; none in a sound run.</param>
internal sealed record RunResult(
    int Seed,
    TimeSpan Took,
    IReadOnlyList<FaultOutcome> Outcomes,
    IReadOnlyDictionary<string, string> NotRun,
    (long Acknowledged, int Scans, int Reads, int Parcels, int Replies) Counts,
    (int Changes, int Again) Changes,
    IReadOnlyDictionary<string, long> ResidentBytesMost,
    int Ended,
    IReadOnlyList<string> Findings);
