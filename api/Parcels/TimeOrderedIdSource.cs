namespace Shipments.Api.Parcels;

/// <summary>Random ids that rise with time (version 7).</summary>
internal sealed class TimeOrderedIdSource(TimeProvider time) : IIdSource
{
    /// <inheritdoc/>
    public Guid Next() => Guid.CreateVersion7(time.GetUtcNow());
}
