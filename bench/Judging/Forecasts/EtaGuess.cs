namespace Shipments.Bench.Judging.Forecasts;

/// <summary>A guess of the first attempt, in milliseconds since 1970-01-01 UTC.</summary>
/// <param name="P50Ms">As likely before as after.</param>
/// <param name="P80Ms">Four in five come by then; 0 for a guess that does not say.</param>
internal readonly record struct EtaGuess(long P50Ms, long P80Ms);
