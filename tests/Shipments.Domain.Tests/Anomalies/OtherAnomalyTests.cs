using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Worlds;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Anomalies;

/// <summary>What replies of 4PX, Correos, YunExpress and 17TRACK were seen to have wrong, from the payload to the parcel.</summary>
public sealed class OtherAnomalyTests
{
    private const string FourPx = "4PX3007654321098CN";
    private const string Correos = "PQ4F6P0700012340128013L";
    private const string Yun = "YT2604321098765432";
    private readonly TrackedWorld _world = new(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("\"UTC+02:00\"", "4px-zone-label")]
    [InlineData("\"UTC+01:00\"", "4px-zone-label")]
    [InlineData("null", "4px-zone-missing")]
    public void The_text_of_a_4PX_time_is_Beijings_clock_under_another_zone_or_none(string label, string repair)
    {
        _world.Register("p", FourPx);
        _world.Feed(FourPxReply($$"""
            { "tkCode": "FPX_S_OK", "tkDesc": "Delivered", "tkLocation": "WIEN, AT", "tkTimezone": {{label}}, "tkDate": "2026-11-12T10:04:00.000+0000", "tkDateStr": "2026-11-12 18:04:00" }
            """));

        _world.Milestones("p").Should().Equal("Delivered 2026-11-12 10:04");
        _world.Scan("p", "FPX_S_OK").Fact.Time.Repair.Should().Be(repair);
    }

    [Fact]
    public void A_4PX_row_data_received_comes_after_a_scan_in_Austria()
    {
        _world.Register("p", FourPx);
        _world.Feed(FourPxReply("""
            { "tkCode": "FPX_L_RPIF", "tkDesc": "Parcel information received", "tkLocation": "", "tkTimezone": "UTC+01:00", "tkDate": "2026-11-10T11:00:00.000+0000", "tkDateStr": "2026-11-10 19:00:00" },
            { "tkCode": "FPX_M_ATA", "tkDesc": "Arrival to the destination airport", "tkLocation": "WIEN, AT", "tkTimezone": "UTC+01:00", "tkDate": "2026-11-10T09:00:00.000+0000", "tkDateStr": "2026-11-10 17:00:00" },
            { "tkCode": "FPX_C_SPLS", "tkDesc": "4px picked up shipment.", "tkLocation": "BuJi,ShenZhen", "tkTimezone": "UTC+08:00", "tkDate": "2026-11-07T09:00:00.000+0000", "tkDateStr": "2026-11-07 17:00:00" }
            """));

        _world.Phase("p").Should().Be(Phase.Arrived, "the row moves the parcel no way back");
        _world.Scan("p", "FPX_L_RPIF").Regression.Should().BeTrue();
        _world.Milestones("p").Should().BeEquivalentTo("PickedUp 2026-11-07 09:00", "Arrived 2026-11-10 09:00", "InfoReceived 2026-11-10 11:00");
    }

    [Fact]
    public void The_events_of_Correos_stand_under_a_key_that_is_repeated()
    {
        _world.Register("p", Correos);
        _world.Feed($$"""
            [ { "codEnvio": "{{Correos}}",
              "eventos": { {{CorreosEvent("10/11/2026", "09:05:00", "A090000V")}} },
              "eventos": [ { {{CorreosEvent("11/11/2026", "18:20:00", "A010000V")}} }, { {{CorreosEvent("13/11/2026", "11:40:00", "I010000V")}} } ],
              "error": { "codError": "0", "desError": "" } } ]
            """);

        _world.Milestones("p").Should().Equal("InfoReceived 2026-11-10 08:05", "PickedUp 2026-11-11 17:20", "Delivered 2026-11-13 10:40");
    }

    [Theory]
    [InlineData("{ EVENT }")]
    [InlineData("[ { EVENT } ]")]
    public void The_events_of_Correos_are_an_object_when_there_is_one_and_a_list_when_there_are_many(string shape)
    {
        _world.Register("p", Correos);
        string events = shape.Replace("EVENT", CorreosEvent("11/11/2026", "18:20:00", "A010000V"), StringComparison.Ordinal);
        _world.Feed($$"""[ { "codEnvio": "{{Correos}}", "eventos": {{events}}, "error": { "codError": "0", "desError": "" } } ]""");

        _world.Milestones("p").Should().Equal("PickedUp 2026-11-11 17:20");
    }

    [Fact]
    public void A_reply_of_Correos_carries_comments()
    {
        _world.Register("p", Correos);
        IReadOnlyList<PayloadItem> items = _world.Feed($$"""
            [ // kept by the collector
              { "codEnvio": "{{Correos}}", /* one event */ "eventos": { {{CorreosEvent("11/11/2026", "18:20:00", "A010000V")}} }, "error": { "codError": "0", "desError": "" } } ]
            """);

        items.Single().Fault!.Problem.Should().StartWith("The payload carries comments");
        _world.Milestones("p").Should().Equal("PickedUp 2026-11-11 17:20");
    }

    /// <summary>Summer time ends in Spain on 25 October: half past one in the afternoon is 11:30 UTC the day before and 12:30 the day after.</summary>
    [Theory]
    [InlineData("24/10/2026", "2026-10-24 11:30")]
    [InlineData("25/10/2026", "2026-10-25 12:30")]
    public void Correos_splits_date_and_time_and_names_no_zone(string date, string utc)
    {
        _world.Register("p", Correos);
        _world.Feed($$"""[ { "codEnvio": "{{Correos}}", "eventos": { {{CorreosEvent(date, "13:30:00", "I010000V")}} }, "error": { "codError": "0", "desError": "" } } ]""");

        _world.Milestones("p").Should().Equal("Delivered " + utc);
    }

    [Fact]
    public void A_scan_of_YunExpress_in_New_York_is_labelled_plus_eight()
    {
        _world.Register("p", Yun);
        _world.Feed($$"""
            { "success": true, "result": { "waybill_number": "{{Yun}}", "track_info": [ { "track_events": [
              { "event_date": "2026-11-12 14:12:00", "time_zone": "+8", "description": "Delivered", "location": "New York, NY 10001" },
              { "event_date": "2026-11-04 23:10:00", "time_zone": "+8", "description": "Flight departed", "location": "Hong Kong" } ] } ] } }
            """);

        EventTimeRecord abroad = _world["p"].ReadScans()[^1].Fact.Time;
        ((ZoneSource)abroad.ZoneSource, abroad.Repair).Should().Be((ZoneSource.None, "yunexpress-zone-label"));
        (TrackedWorld.Utc(abroad.EarliestMs), TrackedWorld.Utc(abroad.LatestMs)).Should().Be(("2026-11-12 19:12", "2026-11-13 00:12"), "somewhere between New York and Honolulu");
        _world.Milestones("p").First().Should().Be("Departed 2026-11-04 15:10", "in Hong Kong it is so late");
        _world.Phase("p").Should().Be(Phase.Delivered);
    }

    [Fact]
    public void The_time_of_delivery_of_17TRACK_stands_only_in_the_raw_text()
    {
        _world.Register("p", Yun);
        _world.Feed(SeventeenTrack("""{ "key_stage": "Delivered", "time_iso": null, "time_utc": null, "time_raw": { "date": "2026-11-08", "time": "15:20:00", "timezone": "-07:00" } }""", ""));

        _world.Milestones("p").Should().Equal("Delivered 2026-11-08 22:20");
        ((Confidence)_world.Decided("p").Milestones[0].Confidence).Should().Be(Confidence.Inferred);
    }

    [Fact]
    public void A_scan_of_17TRACK_in_Los_Angeles_is_labelled_plus_eight()
    {
        _world.Register("p", Yun);
        _world.Feed(SeventeenTrack("", """
            { "time_iso": "2026-11-02T21:05:00+08:00", "time_utc": "2026-11-02T13:05:00Z", "description": "Arrived", "stage": "Arrival", "sub_status": "InTransit_Arrival",
              "address": { "country": "US", "state": "CA", "city": "LOS ANGELES" } }
            """));

        StoredScan scan = _world["p"].ReadScans().Single();
        ((ZoneSource)scan.Fact.Time.ZoneSource, scan.Fact.Time.Repair).Should().Be((ZoneSource.None, "17track-foreign-offset"));
        (TrackedWorld.Utc(scan.Fact.Time.EarliestMs), TrackedWorld.Utc(scan.Fact.Time.LatestMs)).Should().Be(("2026-11-03 02:05", "2026-11-03 07:05"), "somewhere between New York and Honolulu");
        _world.Phase("p").Should().Be(Phase.Arrived);
    }

    private static string FourPxReply(string tracks) =>
        $$"""{ "result": 1, "message": "ok", "data": [ { "queryCode": "{{FourPx}}", "ctStartCode": "CN", "ctEndCode": "AT", "status": 1, "tracks": [ {{tracks}} ] } ] }""";

    private static string CorreosEvent(string date, string time, string code) =>
        $"\"fecEvento\": \"{date}\", \"horEvento\": \"{time}\", \"codEvento\": \"{code}\", \"fase\": \"1\", \"desTextoResumen\": \"{code}\"";

    private static string SeventeenTrack(string milestones, string events) => $$"""
        { "code": 0, "data": { "accepted": [ { "number": "{{Yun}}", "carrier": 190008, "track_info": {
          "shipping_info": { "shipper_address": { "country": "CN" }, "recipient_address": { "country": "US" } },
          "milestone": [ {{milestones}} ],
          "tracking": { "providers": [ { "provider": { "key": 190008, "name": "YunExpress" }, "events": [ {{events}} ] } ] } } } ], "rejected": [] } }
        """;
}
