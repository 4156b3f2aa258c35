namespace Shipments.Storage;

/// <summary>Actors that wanted to be woken. Thread-safe.</summary>
public interface IDueActors
{
    /// <summary>
    /// Claims actors of owned shards whose time has come, so that another claim does not get them before <paramref name="claimFor"/>. A time that moved
    /// on is not written at each change: an actor whose row shows that it is not due yet is put off to its right time here, and is not given.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="actorsMax">At most so many, 1 to 1,000.</param>
    /// <param name="claimFor">How long the claim lasts, above zero.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<DueActor>> ClaimAsync(DateTimeOffset now, int actorsMax, TimeSpan claimFor, CancellationToken cancellationToken);

    /// <summary>How many actors of one kind and tenant have a due time; counts written rows, so it lags by the flush.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="countMax">Counting stops there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<int> CountAsync(string kind, string tenant, int countMax, CancellationToken cancellationToken);
}
