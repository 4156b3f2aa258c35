using Shipments.Domain.Parcels.Merging;
using Shipments.Domain.Scans;
using Shipments.Grains.Feed;
using Shipments.Journal.V1;
using Shipments.V1;
using PublicParcel = Shipments.V1.Parcel;

namespace Shipments.Grains.Parcels;

/// <summary>Merges as callers see them.</summary>
internal static class MergeViews
{
    /// <summary>Adds what a parcel's state says of its merges.</summary>
    public static void Add(PublicParcel parcel, ParcelStateRecord record)
    {
        if (record.Merges is not { } merges)
            return;
        if (merges.Into is { } into)
            parcel.MergedInto = ParcelViews.NameOf(into.Parcel);
        foreach (AbsorbedParcel absorbed in merges.Absorbed)
            parcel.MergedParcels.Add(Of(absorbed));
    }

    /// <summary>Adds what an entry changed.</summary>
    public static void Add(Change change, MergeChanges merges)
    {
        change.MergedInto = merges.Into is { } into ? ParcelViews.NameOf(into.Parcel) : "";
        change.SplitFrom = merges.SplitFrom is { } from ? ParcelViews.NameOf(from.Parcel) : "";
        OrderedDictionary<string, MergedParcel> parts = [];
        foreach (AbsorbedChange absorbed in merges.Absorbed)
        {
            MergedParcel part = Of(absorbed.Parcel);
            if (absorbed.Dropped)
                part.State = MergeState.Split;
            parts[absorbed.Parcel.Parcel] = part;
            AddScans(change, absorbed);
        }

        change.MergedParcels.Add(parts.Values);
    }

    private static void AddScans(Change change, AbsorbedChange absorbed)
    {
        string from = ParcelViews.NameOf(absorbed.Parcel.Parcel);
        foreach (StoredScan put in absorbed.Put)
        {
            ChangedScan scan = ChangeViews.ScanOf(put, replaces: false);
            scan.MergedFrom = from;
            change.Scans.Add(scan);
        }

        foreach (ulong removed in absorbed.Removed)
            change.RemovedScanIds.Add(ScanIds.Text(removed));
    }

    private static MergedParcel Of(AbsorbedParcel absorbed)
    {
        MergedParcel part = new()
        {
            Parcel = ParcelViews.NameOf(absorbed.Parcel),
            State = (AbsorbedKind)absorbed.State switch
            {
                AbsorbedKind.None => MergeState.Unspecified,
                AbsorbedKind.Asked => MergeState.Merging,
                AbsorbedKind.Merged => MergeState.Merged,
                AbsorbedKind.Refused => MergeState.Refused,
            },
            StateTime = ParcelViews.TimeOf(absorbed.AtMs),
            RefusedBy = UpperSnake(absorbed.Refused),
        };
        foreach (ParcelNumber number in absorbed.Numbers.Where(number => number.DetachedMs == 0))
            part.TrackingNumbers.Add(ParcelViews.NumberOf(number));
        return part;
    }

    // Rules are called outside as their errors are.
    private static string UpperSnake(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsAsciiLetterUpper(letter) ? "_" + letter : letter.ToString().ToUpperInvariant()));
}
