using Shipments.Domain.Scans;
using Shipments.Grains.Containers;
using Shipments.Grains.Eta;
using Shipments.Grains.Parcels;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Grains.Feed;

/// <summary>An entry of a parcel as callers see it: what was decided and announced, never decided anew.</summary>
internal static class ChangeViews
{
    /// <summary>Makes the view.</summary>
    /// <param name="parcelId">The parcel's id.</param>
    /// <param name="version">Its version after the entry.</param>
    /// <param name="entry">The entry.</param>
    public static Change Of(string parcelId, long version, ParcelEntry entry)
    {
        Change change = new()
        {
            Parcel = ParcelViews.NameOf(parcelId),
            Version = version,
            Etag = ParcelViews.EtagOf(version),
            Time = ParcelViews.TimeOf(entry.AtMs),
            Registered = entry.Registered is not null,
            Refolded = entry.Refolded,
        };
        if (entry.Decided is { } decided)
            AddDecided(change, entry, decided);
        foreach (ScanChange scan in entry.Scans)
            change.Scans.Add(ScanOf(scan.Scan, scan.Replaces));
        foreach (ulong removed in entry.Rerouted.SelectMany(rerouted => rerouted.Removed))
            change.RemovedScanIds.Add(ScanIds.Text(removed));
        AddNumbers(change, entry);
        change.Containers.Add(entry.Containers.Select(ContainerViews.MembershipOf));
        if (entry.Merges is { } merges)
            MergeViews.Add(change, merges);
        return change;
    }

    /// <summary>A scan of a change.</summary>
    internal static ChangedScan ScanOf(StoredScan scan, bool replaces) => new()
    {
        ScanId = ScanIds.Text(scan.Id),
        Code = scan.Fact?.Code ?? "",
        EventTime = ParcelViews.TimeOf(scan.UtcMs),
        Changed = replaces,
    };

    private static void AddDecided(Change change, ParcelEntry entry, ParcelDecided decided)
    {
        change.Decided = true;
        change.PhaseBefore = (V1.Phase)entry.PhaseBefore;
        change.PhaseAfter = (V1.Phase)decided.Phase;
        change.LaneBefore = entry.LaneBefore;
        change.LaneAfter = decided.Lane;
        change.EtaBefore = ParcelViews.WindowOf(entry.EtaBefore);
        change.EtaAfter = ParcelViews.WindowOf(decided.Eta);
        change.Customs = (V1.CustomsStatus)decided.Customs;
        change.DataMissing = decided.Declared is { DataMissing: true };
        change.Stalled = decided.Stalled;
        change.Estimate = entry.Announced ? EstimateViews.Of(decided.Estimate) : null;
        foreach (MilestoneRecord milestone in decided.Milestones)
            change.Milestones.Add(ParcelViews.MilestoneOf(milestone));
    }

    // A number that a registration brought may be changed by the same entry: the later word counts.
    private static void AddNumbers(Change change, ParcelEntry entry)
    {
        OrderedDictionary<(string, long), ParcelNumber> numbers = [];
        foreach (ParcelNumber number in (entry.Registered?.Numbers ?? []).Concat(entry.Numbers?.Numbers ?? []))
            numbers[(number.Number, number.FromMs)] = number;
        foreach (ParcelNumber number in numbers.Values)
        {
            if (number.DetachedMs == 0)
                change.TrackingNumbers.Add(ParcelViews.NumberOf(number));
            else
                change.DetachedNumbers.Add(number.Number);
        }
    }
}
