using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels.Merging;

/// <summary>Applies what committed entries say of merges.</summary>
internal static class MergeReplay
{
    public static void Apply(ParcelStateRecord record, MergeChanges changes)
    {
        ParcelMerges merges = record.Merges ??= new ParcelMerges();
        if (changes.Into is not null || changes.SplitFrom is not null)
            merges.Into = changes.Into;
        foreach (AbsorbedChange change in changes.Absorbed)
        {
            AbsorbedParcels.Replay(merges.Absorbed, change);
            merges.Asked = Math.Max(merges.Asked, change.Parcel.Merge);
        }

        if (changes.OwnDecided is not null || changes.OwnIsDecided)
            merges.OwnDecided = changes.OwnDecided;
    }
}
