namespace Shipments.Faults.Checkers;

/// <summary>Which entries of a shard a block holds.</summary>
internal readonly record struct BlockRange(int Shard, long First, long Last);
