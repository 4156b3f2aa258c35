namespace Shipments.Storage;

/// <summary>Actors that want to be woken.</summary>
internal interface IDueStore
{
    /// <summary>Claims actors whose time and whose earlier claim have passed, the longest due first.</summary>
    /// <param name="shards">Only of these shards.</param>
    /// <param name="now">The time.</param>
    /// <param name="actorsMax">At most so many.</param>
    /// <param name="claimFor">How long another claim does not get them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<DueActor>> ClaimDueAsync(
        IReadOnlyList<int> shards, DateTimeOffset now, int actorsMax, TimeSpan claimFor, CancellationToken cancellationToken);

    /// <summary>
    /// Gives claimed actors a later time and ends their claims. One whose due row changed since it was claimed, or that another statement holds at this
    /// moment, stays as it is. Gives how many were put off.
    /// </summary>
    /// <param name="actors">At most <see cref="IRowStore.RowsMax"/>.</param>
    /// <param name="claimedUntil">Until when they were claimed: the claim's time and its length.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<int> PutOffDueAsync(IReadOnlyList<DuePutOff> actors, DateTimeOffset claimedUntil, CancellationToken cancellationToken);

    /// <summary>How many actors of a kind and tenant have a due time.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="countMax">Counting stops there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<int> CountDueAsync(string kind, string tenant, int countMax, CancellationToken cancellationToken);
}
