namespace Shipments.Domain.Eta;

/// <summary>The times of a window that was announced, in milliseconds since 1970-01-01 UTC; all 0 for none.</summary>
internal readonly record struct EstimateTimes(long SaidMs, long P50Ms, long P80Ms, long P95Ms);
