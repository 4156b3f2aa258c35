namespace Shipments.Bench.Scenarios;

/// <summary>A part of a scenario's load.</summary>
/// <param name="Call">What it calls.</param>
/// <param name="Share">Its share of the rate, or of the calls under way; those of a scenario are 1 together.</param>
/// <param name="Batch">Items of one call.</param>
internal sealed record Flow(CallKind Call, double Share, int Batch);
