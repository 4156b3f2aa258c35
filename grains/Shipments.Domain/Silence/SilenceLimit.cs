namespace Shipments.Domain.Silence;

/// <summary>For how long a parcel may be silent.</summary>
/// <param name="StalledAfter">Then it is stalled; null for never.</param>
/// <param name="ExpiredAfter">Then it is expired, not before it is stalled; null for never.</param>
/// <param name="Rule">The row of the table that says so; with <c>+lane</c> behind it where the times of the lane do.</param>
public readonly record struct SilenceLimit(TimeSpan? StalledAfter, TimeSpan? ExpiredAfter, string Rule);
