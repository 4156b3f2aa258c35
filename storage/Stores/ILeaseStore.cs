namespace Shipments.Storage;

/// <summary>Leases of silos, all on the store's own clock.</summary>
internal interface ILeaseStore
{
    /// <summary>Makes a lease for a new incarnation of a silo and gives its id, from 1.</summary>
    /// <param name="address">Where the silo is reached.</param>
    /// <param name="length">How long it lasts unless renewed.</param>
    /// <param name="formats">What this silo reads: the newest format of each name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<long> AcquireLeaseAsync(
        string address, TimeSpan length, IReadOnlyDictionary<string, int> formats, CancellationToken cancellationToken);

    /// <summary>Renews a lease, lapsed or not; false when it is gone: released, or felled by a take-over.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<bool> RenewLeaseAsync(long lease, CancellationToken cancellationToken);

    /// <summary>Marks a lease as one whose silo should get no shards: it leaves, or has not joined yet. Nothing happens when it is gone.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="leaving">Whether it should get none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask MarkLeavingAsync(long lease, bool leaving, CancellationToken cancellationToken);

    /// <summary>Ends a lease, marks its writers dead and leaves their shards to nobody. Nothing happens when it is gone.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask ReleaseLeaseAsync(long lease, CancellationToken cancellationToken);

    /// <summary>The leases there are.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<LeaseRow>> ReadLeasesAsync(CancellationToken cancellationToken);
}
