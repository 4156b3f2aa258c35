using Google.Protobuf.WellKnownTypes;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Grains.Parcels;

/// <summary>A stored scan as callers see it.</summary>
internal static class ScanViews
{
    /// <summary>Makes the view. A compacted scan has its id, code and time only.</summary>
    public static RecordedScan Of(StoredScan stored, IReadOnlyList<string> mergedFrom)
    {
        ScanFact fact = stored.Fact ?? new ScanFact();
        MeaningRecord meaning = stored.Meaning ?? new MeaningRecord();
        RecordedScan scan = new()
        {
            ScanId = ScanIds.Text(stored.Id),
            Carrier = fact.Carrier,
            Code = fact.Code,
            Description = fact.Text,
            TrackingNumber = fact.Number,
            EventTime = TimeOf(stored, fact.Time ?? new EventTimeRecord()),
            ReceiveTime = ParcelViews.TimeOf(fact.ReceivedMs),
            Phase = (V1.Phase)meaning.Phase,
            Reason = (V1.Reason)meaning.Reason,
            Customs = (V1.CustomsStatus)meaning.Customs,
            Milestone = (V1.MilestoneKind)meaning.Milestone,
            Confidence = (V1.Confidence)meaning.Confidence,
            Unmapped = meaning.Unmapped,
            Regression = stored.Regression,
            Journey = stored.Journey,
            WitnessOf = stored.WitnessOf == 0 ? "" : ScanIds.Text(stored.WitnessOf),
        };
        if (fact.Place is { } place)
            scan.Place = PlaceOf(place);
        if (fact.Container.Length > 0)
        {
            scan.Container = "containers/" + fact.Container;
            scan.ContainerScanId = ScanIds.Text(fact.ContainerScan);
        }

        scan.Witnesses.AddRange(stored.Witnesses);
        scan.MergedFrom.AddRange(mergedFrom.Select(ParcelViews.NameOf));
        return scan;
    }

    private static EventTime TimeOf(StoredScan stored, EventTimeRecord time)
    {
        bool unknownZone = time.EarliestMs != 0 || time.LatestMs != 0;
        Timestamp? utc = ParcelViews.TimeOf(stored.UtcMs);
        return new EventTime
        {
            Raw = time.Raw,
            Utc = utc,
            ZoneSource = (V1.ZoneSource)time.ZoneSource,
            OffsetMinutes = time.OffsetMinutes,
            Earliest = unknownZone ? ParcelViews.TimeOf(time.EarliestMs) : utc,
            Latest = unknownZone ? ParcelViews.TimeOf(time.LatestMs) : utc,
            Repair = time.Repair,
        };
    }

    private static Place PlaceOf(PlaceRecord place) => new()
    {
        Office = place.Office,
        City = place.City,
        Region = place.Region,
        PostalCode = place.PostalCode,
        Country = place.Country,
    };
}
