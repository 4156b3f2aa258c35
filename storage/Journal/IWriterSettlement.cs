namespace Shipments.Storage;

/// <summary>What a commit loop needs when a commit did not plainly succeed.</summary>
internal interface IWriterSettlement
{
    /// <summary>
    /// Gives the loop a new writer, makes sure the old one can commit no more, and only then tells whether the batch landed. Goes on until the
    /// store answers or <paramref name="stopping"/>; then false.
    /// </summary>
    /// <param name="loop">The loop.</param>
    /// <param name="last">The end of one block of the batch.</param>
    /// <param name="stopping">Ends the attempts.</param>
    ValueTask<bool> SettleAsync(CommitLoop loop, ShardSeq last, CancellationToken stopping);

    /// <summary>The fence refused: lets go of the shards that are no longer this silo's. Always false: nothing was written.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="stopping">Ends the attempts.</param>
    ValueTask<bool> AfterLostAsync(CommitLoop loop, CancellationToken stopping);
}
