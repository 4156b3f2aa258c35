using Google.Protobuf.WellKnownTypes;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Grains.Containers;
using Shipments.Grains.Eta;
using Shipments.Journal.V1;
using Shipments.V1;
using PublicParcel = Shipments.V1.Parcel;

namespace Shipments.Grains.Parcels;

/// <summary>A parcel's committed state as callers see it. The numbers of the enums are the same on both sides.</summary>
internal static class ParcelViews
{
    /// <summary>Makes the view.</summary>
    /// <param name="parcelId">The parcel's id.</param>
    /// <param name="state">The committed state.</param>
    /// <param name="version">Its version.</param>
    /// <param name="full">With the scans.</param>
    public static PublicParcel Of(string parcelId, ParcelState state, long version, bool full)
    {
        ParcelStateRecord record = state.ReadSummary();
        PublicParcel parcel = new()
        {
            Name = NameOf(parcelId),
            ParcelId = parcelId,
            Etag = EtagOf(version),
            CreateTime = TimeOf(record.CreatedMs),
            UpdateTime = TimeOf(record.UpdatedMs),
            Service = record.Service,
            OriginCountry = record.OriginCountry,
            DestinationCountry = record.DestinationCountry,
            UntrackedService = record.UntrackedService,
        };
        foreach (ParcelNumber number in record.Numbers)
            (number.DetachedMs == 0 ? parcel.TrackingNumbers : parcel.DetachedNumbers).Add(NumberOf(number));
        parcel.Labels.Add(record.Labels);
        AddDecided(parcel, record.Decided ?? new ParcelDecided());
        parcel.Silence = SilenceViews.Of(record);
        DeclarationViews.Add(parcel, record);
        MergeViews.Add(parcel, record);
        parcel.Containers.Add(record.Containers.Select(ContainerViews.MembershipOf));
        if (full)
        {
            foreach (StoredScan scan in ToldEvents.Of(state.ReadScans(out IReadOnlyDictionary<ulong, List<string>> mergedFrom)))
                parcel.Scans.Add(ScanViews.Of(scan, mergedFrom.TryGetValue(scan.Id, out List<string>? parcels) ? parcels : []));
        }

        return parcel;
    }

    /// <summary>The resource name of a parcel.</summary>
    internal static string NameOf(string parcelId) => "parcels/" + parcelId;

    /// <summary>The etag of a version.</summary>
    internal static string EtagOf(long version) => $"\"{version}\"";

    /// <summary>A milestone.</summary>
    internal static Milestone MilestoneOf(MilestoneRecord record) => new()
    {
        Kind = (V1.MilestoneKind)record.Kind,
        FirstTime = TimeOf(record.FirstMs),
        LastTime = TimeOf(record.LastMs),
        Count = record.Count,
        Confidence = (V1.Confidence)record.Confidence,
        ScanId = record.ScanId == 0 ? "" : ScanIds.Text(record.ScanId),
    };

    /// <summary>A number of a parcel.</summary>
    internal static TrackingNumber NumberOf(ParcelNumber number) => new()
    {
        Number = number.Number,
        Issuer = number.Issuer,
        Role = (V1.NumberRole)number.Role,
        ValidFrom = TimeOf(number.FromMs),
        ValidTo = TimeOf(number.ToMs),
        Shared = number.Shared,
        NamedBy = number.NamedBy,
        NamedUnder = number.NamedUnder,
        Evidence = number.Evidence,
        DetachTime = TimeOf(number.DetachedMs),
    };

    /// <summary>A delivery window, or none.</summary>
    internal static DeliveryWindow? WindowOf(WindowRecord? window) =>
        window is null ? null : new DeliveryWindow { FromTime = TimeOf(window.FromMs), ToTime = TimeOf(window.ToMs), Source = window.Source };

    /// <summary>A time, or none for 0.</summary>
    internal static Timestamp? TimeOf(long unixMs) =>
        unixMs == 0 ? null : Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(unixMs));

    private static void AddDecided(PublicParcel parcel, ParcelDecided decided)
    {
        parcel.Lane = decided.Lane;
        parcel.Phase = (V1.Phase)decided.Phase;
        parcel.Reason = (V1.Reason)decided.Reason;
        parcel.Responsible = (V1.Party)decided.Responsible;
        parcel.Flags = new ParcelFlags
        {
            Delayed = decided.Delayed,
            Stalled = decided.Stalled,
            Held = decided.Held,
            Untracked = decided.Untracked,
            Regression = decided.Regression,
            ActionRequired = decided.ActionRequired,
            Corrected = decided.Corrected,
            DataMissing = decided.Declared is { DataMissing: true },
            Merged = decided.Merged,
        };
        parcel.Customs = (V1.CustomsStatus)decided.Customs;
        parcel.Journey = decided.Journey;
        parcel.Leg = (V1.Leg)decided.Leg;
        parcel.Carrier = decided.Carrier;
        foreach (MilestoneRecord milestone in decided.Milestones)
            parcel.Milestones.Add(MilestoneOf(milestone));
        parcel.Eta = WindowOf(decided.Eta);
        parcel.EtaOriginal = WindowOf(decided.EtaOriginal);
        parcel.Estimate = EstimateViews.Of(decided.Estimate);
        parcel.EstimateOriginal = EstimateViews.Of(decided.EstimateOriginal);
        parcel.EstimateCount = decided.Announcements;
        parcel.ScanCount = decided.ScanCount;
        parcel.UnmappedCount = decided.UnmappedCount;
        parcel.CorrectedCount = decided.CorrectedCount;
        parcel.CompactedCount = decided.CompactedCount;
        parcel.LastEventTime = TimeOf(decided.LastEventMs);
    }
}
