namespace Shipments.Storage;

/// <summary>What one commit appends to one shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="FirstSeq">The first entry's seq, from 1.</param>
/// <param name="LastSeq">The last entry's seq.</param>
/// <param name="Bytes">The entries, as <see cref="BlockWriter"/> packs them. Valid until the commit returns.</param>
internal readonly record struct JournalBlock(int Shard, long FirstSeq, long LastSeq, ReadOnlyMemory<byte> Bytes);
