using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// Events that two carriers tell: the posts of both ends publish the same departure. A scan is a further witness of an earlier one when both
/// reach the same milestone, come from different carriers, lie at most <see cref="ApartMsMax"/> apart in known time, and name no two
/// countries. The earlier in the order of the fold leads; its witnesses are kept whole and counted once.
/// </summary>
internal sealed class WitnessGroups
{
    /// <summary>Two tellings of one event lie at most so far apart: 5 minutes.</summary>
    public const long ApartMsMax = 5 * 60_000;

    private readonly List<Group> _recent = [];

    /// <summary>Whether a scan at this time can still have a witness later in the order.</summary>
    public static bool IsNear(long earlierMs, long laterMs) => ScanOrder.Minute(laterMs) - ScanOrder.Minute(earlierMs) <= ApartMsMax / 60_000;

    public static bool CanBeShared(StoredScan scan) => scan.Meaning.Milestone != 0 && !scan.Meaning.Unmapped && scan.Fact.Carrier.Length > 0
        && !ScanTimes.IsUnknownZone(scan.Fact.Time);

    /// <summary>Takes over what an earlier fold decided of a scan.</summary>
    public void Recall(StoredScan scan)
    {
        if (scan.WitnessOf == 0)
            _recent.Add(new Group(scan, Country(scan)));
        else if (_recent.Find(known => known.Lead.Id == scan.WitnessOf) is { } group && group.Country.Length == 0)
            group.Country = Country(scan);
    }

    /// <summary>Finds the event a scan tells; true when an earlier scan leads it.</summary>
    public bool Join(StoredScan scan)
    {
        _recent.RemoveAll(group => !IsNear(group.Lead.UtcMs, scan.UtcMs));
        foreach (Group group in _recent)
        {
            if (!group.Tells(scan))
                continue;
            if (group.Lead.Witnesses.Count == 0)
                group.Lead.Witnesses.Add(group.Lead.Fact.Carrier);
            group.Lead.Witnesses.Add(scan.Fact.Carrier);
            if (group.Country.Length == 0)
                group.Country = Country(scan);
            scan.WitnessOf = group.Lead.Id;
            return true;
        }

        _recent.Add(new Group(scan, Country(scan)));
        return false;
    }

    private static string Country(StoredScan scan) => scan.Fact.Place?.Country ?? "";

    private sealed class Group(StoredScan lead, string country)
    {
        public StoredScan Lead { get; } = lead;

        public string Country { get; set; } = country;

        public bool Tells(StoredScan scan) => Lead.Meaning.Milestone == scan.Meaning.Milestone
            && Lead.Fact.Carrier != scan.Fact.Carrier
            && !Lead.Witnesses.Contains(scan.Fact.Carrier)
            && Lead.Witnesses.Count < ParcelBounds.WitnessesMax
            && Math.Abs(Lead.UtcMs - scan.UtcMs) <= ApartMsMax
            && (Country.Length == 0 || WitnessGroups.Country(scan).Length == 0 || Country == WitnessGroups.Country(scan));
    }
}
