namespace Shipments.Api.Changes;

/// <summary>A place in the journal: for each shard the last seq that was passed.</summary>
/// <param name="DatabaseId">Of which database.</param>
/// <param name="Timeline">Of which of its timelines.</param>
/// <param name="Seqs">By shard.</param>
internal sealed record FeedCursor(string DatabaseId, long Timeline, long[] Seqs);
