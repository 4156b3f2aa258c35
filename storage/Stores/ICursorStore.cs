namespace Shipments.Storage;

/// <summary>How far readers of the feed have durably come.</summary>
internal interface ICursorStore
{
    /// <summary>A reader's place, 0 when it never saved.</summary>
    /// <param name="consumer">The reader.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken);

    /// <summary>Saves a place; a lower one changes nothing.</summary>
    /// <param name="consumer">The reader.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="seq">The place.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken);
}
