namespace Shipments.Bench.Measuring;

/// <summary>What processes used up to a moment of the run.</summary>
/// <param name="At">The moment.</param>
/// <param name="Processes">The processes.</param>
internal sealed record ResourceSample(TimeSpan At, IReadOnlyList<ProcessSample> Processes);
