namespace Shipments.Storage;

/// <summary>An actor's row to write.</summary>
/// <param name="Key">The actor.</param>
/// <param name="Shard">Its shard.</param>
/// <param name="Version">The version of the state, from 1.</param>
/// <param name="Format">The format of its bytes.</param>
/// <param name="State">The state's bytes.</param>
/// <param name="Columns">What lists need, null for a kind that is not listed.</param>
/// <param name="Due">
/// When it wants to be woken, null for never. Written only when there is no due row, when it is earlier than the one there, or when that one is
/// claimed: who is woken too early is put off then.
/// </param>
/// <param name="IsFirst">Whether there must be no row yet: one that exists is kept, whatever its version.</param>
internal sealed record RowWrite(
    ActorKey Key, int Shard, long Version, int Format, ReadOnlyMemory<byte> State, ListColumns? Columns, DateTimeOffset? Due, bool IsFirst = false);
