namespace Shipments.Storage;

/// <summary>Shards to be handed over.</summary>
/// <param name="Writer">To whom.</param>
/// <param name="Shards">Which.</param>
internal sealed record ShardMove(long Writer, IReadOnlyList<int> Shards);
