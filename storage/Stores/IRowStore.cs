namespace Shipments.Storage;

/// <summary>The actors' rows, written behind the journal.</summary>
internal interface IRowStore
{
    /// <summary>The most rows one call reads or writes.</summary>
    const int RowsMax = 1000;

    /// <summary>Reads rows in one query; actors without a row are left out.</summary>
    /// <param name="keys">At most <see cref="RowsMax"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<ActorRow>> LoadRowsAsync(IReadOnlyList<ActorKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Writes rows whose version is above the one stored; parcels and due rows change only with them, due rows not for a later time. The low waters rise in the same
    /// transaction, never sink. Gives the keys whose row did not advance.
    /// </summary>
    /// <param name="rows">At most <see cref="RowsMax"/>, sorted by key, ordinal.</param>
    /// <param name="lowWaters">The low water of each shard concerned, true once the rows are written.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<ActorKey>> WriteRowsAsync(
        IReadOnlyList<RowWrite> rows, IReadOnlyList<ShardSeq> lowWaters, CancellationToken cancellationToken);
}
