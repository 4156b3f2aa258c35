using Shipments.Api.Probes;
using Shipments.Storage;

namespace Shipments.Silo.Hosting;

/// <summary>A silo whose lease is not confirmed may act for no shard: calls belong elsewhere until it is.</summary>
internal sealed class LeaseReadiness(ShipmentsStorage storage) : IReadinessCheck
{
    /// <inheritdoc/>
    public string? NotReady => storage.HasLease ? null : "the lease in the database is not confirmed";
}
