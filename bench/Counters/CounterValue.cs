namespace Shipments.Bench.Counters;

/// <summary>What an instrument told.</summary>
/// <param name="Name">The instrument.</param>
/// <param name="Value">The sum so far, or what is now.</param>
internal readonly record struct CounterValue(string Name, double Value);
