namespace Shipments.Bench.Counters;

/// <summary>What an instrument told at a moment of the run.</summary>
/// <param name="At">The moment.</param>
/// <param name="Counter">What it told.</param>
internal readonly record struct CounterSample(TimeSpan At, CounterValue Counter);
