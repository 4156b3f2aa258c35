using Shipments.Storage;

namespace Shipments.Bench.Filling;

/// <summary>A row of a parcel to fill a database with.</summary>
/// <param name="Key">The actor.</param>
/// <param name="Shard">Its shard.</param>
/// <param name="Version">The version of the state.</param>
/// <param name="Format">The format of its bytes.</param>
/// <param name="State">The state's bytes.</param>
/// <param name="Columns">What lists need.</param>
/// <param name="Due">When it wants to be woken, null for never.</param>
internal sealed record FilledRow(
    ActorKey Key, int Shard, long Version, int Format, ReadOnlyMemory<byte> State, ListColumns Columns, DateTimeOffset? Due);
