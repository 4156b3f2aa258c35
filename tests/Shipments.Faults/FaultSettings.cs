namespace Shipments.Faults;

/// <summary>What a run does.</summary>
/// <param name="Seed">Decides the faults, their targets and the traffic.</param>
/// <param name="Rounds">How many faults of each kind at least.</param>
/// <param name="Minutes">How long at least.</param>
/// <param name="Kinds">The kinds, by name; none: all.</param>
/// <param name="IsSeparate">Whether silos are hosts of their own.</param>
/// <param name="Logs">The folder of the silos' logs.</param>
internal sealed record FaultSettings(int Seed, int Rounds, double Minutes, IReadOnlyList<string> Kinds, bool IsSeparate, string Logs);
