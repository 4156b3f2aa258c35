using Shipments.Journal.V1;

namespace Shipments.Bench.Judging.Deciding;

/// <summary>Sees what the product decides of parcels.</summary>
internal interface IDecisionWatcher
{
    /// <summary>An entry was committed.</summary>
    /// <param name="parcel">The parcel, with its state after the entry.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="nowMs">When, in milliseconds since 1970-01-01 UTC.</param>
    void Committed(JudgedParcel parcel, ParcelEntry entry, long nowMs);
}
