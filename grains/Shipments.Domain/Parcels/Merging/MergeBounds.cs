namespace Shipments.Domain.Parcels.Merging;

/// <summary>What is bounded in merges. Past a bound the rule named refuses.</summary>
public static class MergeBounds
{
    /// <summary>At most so many parcels are merged into one; <see cref="Rejection.ParcelMergesFull"/>.</summary>
    public const int AbsorbedMax = 16;

    /// <summary>
    /// When a merge is asked for, all its parcels have at most so many scans together; <see cref="Rejection.ParcelScansFull"/>. Those that come
    /// to a merged parcel later come on top: they were acknowledged there.
    /// </summary>
    public const int UnionScansMax = ParcelBounds.WholeScansMax;

    /// <summary>Over its life a parcel is merged into at most so many different ones; <see cref="Rejection.ParcelMergesFull"/>.</summary>
    public const int SurvivorsMax = 64;
}
