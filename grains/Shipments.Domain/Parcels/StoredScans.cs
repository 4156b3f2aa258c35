using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>Scans as a parcel keeps them: made from what was received, merged, and cut down.</summary>
internal static class StoredScans
{
    public static StoredScan Create(ScanFact fact, MeaningRecord meaning, long arrival) => new()
    {
        Id = fact.Id,
        UtcMs = fact.Time.UtcMs,
        Fact = fact,
        Meaning = meaning,
        Arrival = arrival,
    };

    /// <summary>The stored scan with a further copy in it. What the fold decides is copied as it was.</summary>
    public static StoredScan Merge(StoredScan stored, ScanFact copy, IVocabulary vocabulary)
    {
        ScanFact merged = ScanMerge.Merge(stored.Fact, copy);
        StoredScan result = stored.Clone();
        WindowRecord? first = Windows.FirstSaid(Windows.FirstSaid(stored.EtaFirst, stored.Fact.CarrierEta), copy.CarrierEta);
        result.EtaFirst = first is null || first.Equals(merged.CarrierEta) ? null : first;
        AddWay(result, copy.Number);
        if (merged.Equals(stored.Fact))
            return result;
        result.Fact = merged;
        result.UtcMs = merged.Time.UtcMs;
        result.Meaning = vocabulary.Map(merged);
        return result;
    }

    /// <summary>Whether a copy of the scan came under the number.</summary>
    public static bool CameUnder(StoredScan scan, string number) => scan.Ways.Count == 0 ? scan.Fact.Number == number : scan.Ways.Contains(number);

    /// <summary>The scan without one of the numbers under which it came; null when it came no other way.</summary>
    public static StoredScan? WithoutWay(StoredScan scan, string number)
    {
        if (scan.Ways.Count == 0)
            return null;
        StoredScan rest = scan.Clone();
        rest.Ways.Remove(number);
        rest.Fact.Number = rest.Ways.Aggregate("", ScanMerge.Richer);
        if (rest.Ways.Count == 1)
            rest.Ways.Clear();
        return rest;
    }

    /// <summary>
    /// The scan cut down to id, code and time, with the few numbers the fold reads, so that folding it gives the same as before.
    /// </summary>
    public static StoredScan Compact(StoredScan scan)
    {
        StoredScan rest = scan.Clone();
        ScanFact fact = scan.Fact;
        rest.Fact = new ScanFact
        {
            Id = fact.Id,
            Carrier = fact.Carrier,
            Code = fact.Code,
            Time = new EventTimeRecord { UtcMs = fact.Time.UtcMs, ZoneSource = fact.Time.ZoneSource },
            Place = fact.Place is { Country.Length: > 0 } ? new PlaceRecord { Country = fact.Place.Country } : null,
            Sequence = fact.Sequence,
            ReceivedMs = fact.ReceivedMs,
            Corrects = fact.Corrects,
            Void = fact.Void,
            CarrierEta = fact.CarrierEta,
            Inferred = fact.Inferred,
            UntrackedService = fact.UntrackedService,
        };
        rest.Ways.Clear();
        rest.Compacted = true;
        return rest;
    }

    private static void AddWay(StoredScan scan, string number)
    {
        if (CameUnder(scan, number) || scan.Ways.Count > ParcelBounds.NumbersMax)
            return;
        if (scan.Ways.Count == 0)
            scan.Ways.Add(scan.Fact.Number);
        int at = 0;
        while (at < scan.Ways.Count && string.CompareOrdinal(scan.Ways[at], number) < 0)
            at++;
        scan.Ways.Insert(at, number);
    }
}
