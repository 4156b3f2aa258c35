namespace Shipments.Faults.Report;

/// <summary>What one fault did.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Target">What it happened to.</param>
/// <param name="During">From its begin until all keys served while it lasted; null where it was not asked.</param>
/// <param name="After">From the begin of its end until all keys served; for a start of all silos that is the cold start.</param>
/// <param name="Healed">From the end of its end until all keys served.</param>
internal sealed record FaultOutcome(string Kind, string Target, TimeSpan? During, TimeSpan After, TimeSpan Healed);
