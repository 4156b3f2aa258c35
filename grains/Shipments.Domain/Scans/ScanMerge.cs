using Shipments.Journal.V1;

namespace Shipments.Domain.Scans;

/// <summary>
/// Two copies of one scan made one, field by field. Each field takes the greater of two values under a total order of its own in which
/// "nothing said" is least, so merging is commutative, associative and idempotent: the order in which copies come does not matter.
/// </summary>
internal static class ScanMerge
{
    public static ScanFact Merge(ScanFact a, ScanFact b) => new()
    {
        Id = a.Id,
        Carrier = Richer(a.Carrier, b.Carrier),
        Code = Richer(a.Code, b.Code),
        Text = Richer(a.Text, b.Text),
        Number = Richer(a.Number, b.Number),
        Time = Better(a.Time, b.Time),
        Place = Merge(a.Place, b.Place),
        ReasonCode = Richer(a.ReasonCode, b.ReasonCode),
        ActionCode = Richer(a.ActionCode, b.ActionCode),
        Sequence = Math.Max(a.Sequence, b.Sequence),
        ReceivedMs = Math.Min(a.ReceivedMs, b.ReceivedMs),
        SourceId = Richer(a.SourceId, b.SourceId),
        Corrects = Math.Max(a.Corrects, b.Corrects),
        Void = a.Void || b.Void,
        CarrierEta = Windows.LastSaid(a.CarrierEta, b.CarrierEta),
        Inferred = a.Inferred || b.Inferred,
        UntrackedService = a.UntrackedService || b.UntrackedService,
        Container = Richer(a.Container, b.Container),
        ContainerScan = Math.Max(a.ContainerScan, b.ContainerScan),
    };

    /// <summary>The longer text; of two equally long ones the ordinally greater.</summary>
    public static string Richer(string a, string b)
    {
        if (a.Length != b.Length)
            return a.Length > b.Length ? a : b;
        return string.CompareOrdinal(a, b) >= 0 ? a : b;
    }

    /// <summary>Two places made one, field by field.</summary>
    public static PlaceRecord? Merge(PlaceRecord? a, PlaceRecord? b)
    {
        if (a is null || b is null)
            return a ?? b;
        return new PlaceRecord
        {
            Office = Richer(a.Office, b.Office),
            City = Richer(a.City, b.City),
            Region = Richer(a.Region, b.Region),
            PostalCode = Richer(a.PostalCode, b.PostalCode),
            Country = Richer(a.Country, b.Country),
        };
    }

    /// <summary>The time whose zone is known better, whole: parts of two times make no time.</summary>
    private static EventTimeRecord? Better(EventTimeRecord? a, EventTimeRecord? b)
    {
        if (a is null || b is null)
            return a ?? b;
        int order = ZoneRank(a).CompareTo(ZoneRank(b));
        if (order == 0)
            order = (a.UtcMs, a.OffsetMinutes, a.EarliestMs, a.LatestMs).CompareTo((b.UtcMs, b.OffsetMinutes, b.EarliestMs, b.LatestMs));
        if (order == 0)
            order = string.CompareOrdinal(a.Raw, b.Raw);
        if (order == 0)
            order = string.CompareOrdinal(a.Repair, b.Repair);
        return order >= 0 ? a : b;
    }

    private static int ZoneRank(EventTimeRecord time) => (ZoneSource)time.ZoneSource switch
    {
        ZoneSource.Explicit => 4,
        ZoneSource.Office => 3,
        ZoneSource.Country => 2,
        ZoneSource.None => 1,
        ZoneSource.Unspecified => 0,
    };
}
