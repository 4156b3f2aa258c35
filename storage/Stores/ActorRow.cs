namespace Shipments.Storage;

/// <summary>An actor's row as read.</summary>
/// <param name="Key">The actor.</param>
/// <param name="Version">The version of the state.</param>
/// <param name="Format">The format of its bytes.</param>
/// <param name="State">The state's bytes.</param>
internal sealed record ActorRow(ActorKey Key, long Version, int Format, ReadOnlyMemory<byte> State);
