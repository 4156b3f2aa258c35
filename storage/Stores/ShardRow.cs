namespace Shipments.Storage;

/// <summary>A shard as the store has it.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Writer">The live writer that owns it, 0 for none.</param>
/// <param name="Address">The owner's address, null for none.</param>
/// <param name="LowWater">Every entry below it is in its actor's row. From 1.</param>
/// <param name="Head">The last seq committed, trimmed ones counted; 0 before the first.</param>
/// <param name="TrimmedTo">The last seq removed by retention, 0 for none.</param>
/// <param name="Lease">The lease of that writer, 0 for none.</param>
internal sealed record ShardRow(int Shard, long Writer, string? Address, long LowWater, long Head, long TrimmedTo, long Lease);
