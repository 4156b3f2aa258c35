namespace Shipments.Storage;

/// <summary>A place in a shard's journal.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Seq">The seq.</param>
internal readonly record struct ShardSeq(int Shard, long Seq);
