using Shipments.Domain.Parcels;

namespace Shipments.Domain.Silence;

/// <summary>Knows how long parcels of a lane stay at a milestone. Thread-safe, and waits for nothing: what is not known yet is null.</summary>
public interface ILaneDwells
{
    /// <summary>The time within which nine of ten parcels went on to their next milestone; null while too few were measured.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="lane">The lane within the tenant.</param>
    /// <param name="milestone">The milestone they stayed at.</param>
    TimeSpan? P90(string tenant, string lane, MilestoneKind milestone);
}
