namespace Shipments.Domain.Eta;

/// <summary>
/// When the first attempt to deliver is to be expected. Each time is said to hold for its share of parcels: the attempt comes at or before it.
/// Times are milliseconds since 1970-01-01 UTC. Invariant: now ≤ P50 ≤ P80 ≤ P95.
/// </summary>
/// <param name="P50Ms">Half of the parcels are tried by then.</param>
/// <param name="P80Ms">80 % of them.</param>
/// <param name="P95Ms">95 % of them.</param>
/// <param name="Point">From which point it is measured.</param>
/// <param name="SinceMs">When that was reached.</param>
/// <param name="Level">Whose past it mostly rests on.</param>
/// <param name="Observations">How many attempts were seen after that point there.</param>
/// <param name="RawP50Ms">The first time before the lane's own hits and misses corrected it.</param>
/// <param name="RawP80Ms">The second time before that.</param>
public readonly record struct EtaWindow(
    long P50Ms, long P80Ms, long P95Ms, EtaPoint Point, long SinceMs, EtaLevel Level, int Observations, long RawP50Ms, long RawP80Ms);
