using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Worlds;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Complaints;

/// <summary>What users of tracking services complain about where times are concerned, from the payload to the parcel.</summary>
public sealed class TimeComplaintTests
{
    private const string Usps = "9400111206206406260787";
    private const string SingPost = "RB254433138SG";
    private const string Correos = "PQ4F6P0700012340128013L";
    private readonly TrackedWorld _world = new(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Complaint 1. What nobody knows is not made up: the time is an interval that holds the true one.</summary>
    [Fact]
    public void Times_come_without_a_zone()
    {
        _world.Register("p", SingPost);
        _world.Feed(SingPostReply("""{ "statusDescription": "With Delivery Courier", "date": "2026-11-10 09:10:00", "location": "USA", "aceStatusCode": "AL" }"""));

        EventTimeRecord time = _world["p"].ReadScans().Single().Fact.Time;
        ((ZoneSource)time.ZoneSource, time.Raw).Should().Be((ZoneSource.None, "2026-11-10 09:10:00"));
        (TrackedWorld.Utc(time.EarliestMs), TrackedWorld.Utc(time.LatestMs)).Should().Be(("2026-11-10 14:10", "2026-11-10 19:10"), "somewhere between New York and Honolulu");
        _world.Phase("p").Should().Be(Phase.OutForDelivery);
    }

    /// <summary>Complaint 1. The label says Beijing for a scan in New York: it is not believed, and the text is kept.</summary>
    [Fact]
    public void Times_come_with_a_wrong_zone()
    {
        const string Yun = "YT2604321098765432";
        _world.Register("p", Yun);
        _world.Feed($$"""
            { "success": true, "result": { "waybill_number": "{{Yun}}", "track_info": [ { "track_events": [
              { "event_date": "2026-11-12 14:12:00", "time_zone": "+8", "description": "Delivered", "location": "New York, NY 10001" } ] } ] } }
            """);

        EventTimeRecord time = _world["p"].ReadScans().Single().Fact.Time;
        ((ZoneSource)time.ZoneSource, time.Repair, time.Raw).Should().Be((ZoneSource.None, "yunexpress-zone-label", "2026-11-12 14:12:00 +8"));
    }

    /// <summary>Complaint 20. Local time read as UTC puts a feed two hours off; the clock of Madrid in summer is two ahead.</summary>
    [Fact]
    public void An_event_feed_is_two_hours_late_through_confused_zones()
    {
        _world.Now = new DateTimeOffset(2026, 9, 10, 10, 0, 0, TimeSpan.Zero);
        _world.Register("p", Correos);
        _world.Feed($$"""
            [ { "codEnvio": "{{Correos}}", "eventos": { "fecEvento": "10/09/2026", "horEvento": "11:40:00", "codEvento": "I010000V", "desTextoResumen": "Entregado" },
                "error": { "codError": "0", "desError": "" } } ]
            """);

        _world.Milestones("p").Should().Equal("Delivered 2026-09-10 09:40");
        _world.Decided("p").LastEventMs.Should().BeLessThan(_world.Now.ToUnixTimeMilliseconds(), "nothing happened in the future");
    }

    /// <summary>Complaint 14. A row without a time is named as unreadable and stops nothing; one with a day alone has its place by that day.</summary>
    [Fact]
    public void Events_without_a_date_cannot_be_ordered()
    {
        _world.Register("p", SingPost);
        IReadOnlyList<PayloadItem> items = _world.Feed(SingPostReply("""
            { "statusDescription": "Delivered", "date": "2026-11-12T14:05:00+01:00", "location": "Spain", "eventDescription": "FD" },
            { "statusDescription": "Information received", "date": "-", "location": "Singapore", "eventDescription": "IR" },
            { "statusDescription": "Accepted", "date": "2026-11-01 10:00", "location": "Tampines Central", "eventDescription": "PO" }
            """));

        items[0].Scans.Select(scan => scan.Fault?.Field).Should().Equal(null, "items[0].events[1].date", null);
        _world.Milestones("p").Should().Equal("PickedUp 2026-11-01 02:00", "Delivered 2026-11-12 13:05");
    }

    [Fact]
    public void Events_with_a_day_and_no_time_of_day_are_ordered_by_their_day()
    {
        _world.Register("p", Correos);
        _world.Feed($$"""
            [ { "codEnvio": "{{Correos}}", "eventos": [
                { "fecEvento": "03/11/2026", "horEvento": "", "codEvento": "A010000V", "desTextoResumen": "Admitido" },
                { "fecEvento": "04/11/2026", "horEvento": "08:00:00", "codEvento": "I010000V", "desTextoResumen": "Entregado" } ],
                "error": { "codError": "0", "desError": "" } } ]
            """);

        _world["p"].ReadScans().Select(scan => scan.Fact.Code).Should().Equal("A010000V", "I010000V");
        EventTimeRecord day = _world.Scan("p", "A010000V").Fact.Time;
        (TrackedWorld.Utc(day.EarliestMs), TrackedWorld.Utc(day.LatestMs)).Should().Be(("2026-11-02 23:00", "2026-11-03 22:59"));
        _world.Phase("p").Should().Be(Phase.Delivered);
    }

    /// <summary>Complaint 13. What no program foresaw is kept or named; nothing breaks, and what is known counts.</summary>
    [Fact]
    public void An_unknown_status_or_an_odd_timestamp_breaks_nothing()
    {
        _world.Register("p", Usps);
        IReadOnlyList<PayloadItem> items = _world.Feed(Payloads.Usps(
            Usps, "2026-11-01 10:00 -05:00 03 Accepted", "2026-11-02 10:00 -05:00 Z9 Beamed aboard").Replace(
            "\"eventTimestamp\":\"2026-11-02T10:00:00\"", "\"eventTimestamp\":\"2026-11-02T10:00:00.1234567\"", StringComparison.Ordinal));
        _world.Feed(Payloads.Usps(Usps, "2026-11-03 10:00 -05:00 OF Out for Delivery").Replace(
            "2026-11-03T10:00:00", "0001-01-01T00:00:00", StringComparison.Ordinal));

        items[0].Scans.Should().OnlyContain(scan => scan.Fault == null);
        (_world.Phase("p"), _world.Decided("p").UnmappedCount).Should().Be((Phase.PickedUp, 1));
        _world.Scans("p").Should().Equal("03 2026-11-01 15:00", "Z9 2026-11-02 15:00");
    }

    private static string SingPostReply(string events) =>
        $$"""{ "ok": true, "items": [ { "trackingNumber": "{{SingPost}}", "trackingNumberFound": "true", "destinationCountry": "US", "events": [ {{events}} ] } ] }""";
}
