namespace Shipments.Bench.Measuring;

/// <summary>How far behind derived figures were.</summary>
/// <param name="At">The moment of the run.</param>
/// <param name="Lane">The age of the newest scan the lane counts; null when it has none.</param>
/// <param name="List">The age of the newest commit that lists show; null when the server did not know.</param>
internal sealed record FreshnessSample(TimeSpan At, TimeSpan? Lane, TimeSpan? List);
