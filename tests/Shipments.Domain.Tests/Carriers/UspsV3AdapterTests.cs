using System.Text;
using Shipments.Domain.Carriers;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers;

public sealed class UspsV3AdapterTests
{
    private static readonly DateTimeOffset Received = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-25T18:31:00", "-06:00", "2026-11-25T00:31:21Z", "2026-11-26 00:31:00", "usps-midnight")]
    [InlineData("2026-11-25T18:31:00", "-06:00", "2026-11-26T00:31:21Z", "2026-11-26 00:31:00", "")]
    [InlineData("2026-11-25T10:31:00", "-06:00", "2026-11-25T16:31:59Z", "2026-11-25 16:31:00", "")]
    [InlineData("2026-11-25T10:31:00", "-06:00", "2026-11-25T12:00:00Z", "2026-11-25 16:31:00", "usps-gmt-differs")]
    [InlineData("2026-11-25T10:31:00", "-06:00", "", "2026-11-25 16:31:00", "")]
    [InlineData("2026-11-25T18:31:00", "", "2026-11-25T00:31:21Z", "2026-11-26 00:31:00", "usps-midnight")]
    [InlineData("2026-11-25T10:31:00", "", "2026-11-25T16:31:21Z", "2026-11-25 16:31:00", "")]
    [InlineData("", "", "2026-11-25T16:31:21Z", "2026-11-25 16:31:21", "")]
    public void Local_time_and_offset_give_the_utc(string local, string offset, string gmt, string utc, string repair)
    {
        EventTimeRecord time = Event($$"""{ "eventTimestamp": "{{local}}", "GMTOffset": "{{offset}}", "GMTTimestamp": "{{gmt}}", "eventCode": "10" }""").Time;
        ($"{DateTimeOffset.FromUnixTimeMilliseconds(time.UtcMs):yyyy-MM-dd HH:mm:ss}", time.Repair, time.EarliestMs).Should().Be((utc, repair, 0L));
    }

    [Fact]
    public void Without_offset_and_gmt_the_time_is_an_interval()
    {
        EventTimeRecord time = Event("""{ "eventTimestamp": "2026-11-23T00:00:00", "eventCode": "MA" }""").Time;
        (time.ZoneSource, time.Raw).Should().Be(((int)ZoneSource.None, "2026-11-23T00:00:00"));
        (time.UtcMs - time.EarliestMs, time.LatestMs - time.UtcMs).Should().Be((14 * 3_600_000L, 12 * 3_600_000L));
    }

    [Theory]
    [InlineData("\"eventState\": \"CA\", \"eventCity\": \"LOS ANGELES\"", "2026-11-23 18:00:00", ZoneSource.Office)]
    [InlineData("\"eventZIP\": \"60610\"", "2026-11-23 16:00:00", ZoneSource.Office)]
    [InlineData("\"eventCity\": \"FRANKFURT\", \"eventCountry\": \"GERMANY\"", "2026-11-23 09:00:00", ZoneSource.Country)]
    [InlineData("\"eventCity\": \"SYDNEY\", \"eventCountry\": \"AUSTRALIA\"", "2026-11-23 00:00:00", ZoneSource.None)]
    public void Without_offset_and_gmt_the_place_tells_the_clock(string place, string utc, ZoneSource source)
    {
        EventTimeRecord time = Event($$"""{ "eventTimestamp": "2026-11-23T10:00:00", "eventCode": "10", {{place}} }""").Time;
        ($"{DateTimeOffset.FromUnixTimeMilliseconds(time.UtcMs):yyyy-MM-dd HH:mm:ss}", (ZoneSource)time.ZoneSource).Should().Be((utc, source));
    }

    [Fact]
    public void The_place_is_at_home_unless_it_says_otherwise()
    {
        const string time = "\"eventTimestamp\": \"2026-11-23T00:00:00\", \"eventCode\": \"10\"";
        Event($$"""{ {{time}}, "eventCity": "NEW BERLIN", "eventState": "WI", "eventZIP": "53151", "eventCountry": null }""").Place
            .Should().Be(new PlaceRecord { City = "NEW BERLIN", Region = "WI", PostalCode = "53151", Country = "US" });
        Event($$"""{ {{time}}, "eventCity": "SHANGHAI", "eventCountry": "CHINA" }""").Place.Should().Be(new PlaceRecord { City = "SHANGHAI", Country = "CN" });
        Event($$"""{ {{time}}, "eventCountry": "ATLANTIS" }""").Place.Should().Be(new PlaceRecord { Region = "ATLANTIS" });
        Event($$"""{ {{time}} }""").Place.Should().BeNull();
    }

    [Fact]
    public void The_posts_guess_between_two_scans_is_no_scan()
    {
        Event("""{ "eventTimestamp": "2026-11-23T00:00:00", "eventCode": "NT" }""").Inferred.Should().BeTrue();
        Event("""{ "eventTimestamp": "2026-11-23T00:00:00", "eventCode": "10" }""").Inferred.Should().BeFalse();
    }

    [Fact]
    public void The_category_stands_for_the_newest_events_missing_code_only()
    {
        PayloadItem item = Item("""
            "statusCategory": "Delivery Attempt: Action Needed",
            "trackingEvents": [
              { "eventTimestamp": "2026-11-23T10:00:00", "eventType": "Something" }, { "eventTimestamp": "2026-11-22T10:00:00", "eventType": "Something else" }]
            """);
        item.Scans.Select(scan => scan.Fact!.Code).Should().Equal("DELIVERY_ATTEMPT_ACTION_NEEDED", "");
    }

    [Theory]
    [InlineData("2026-11-29T00:00:00", "2026-11-29 06:00:00.000", "2026-11-30 05:59:59.999")]
    [InlineData("2026-11-29T21:00:00", "2026-11-30 03:00:00.000", "2026-11-30 03:00:00.000")]
    public void The_promise_is_a_day_or_a_moment_in_the_newest_scans_zone(string promise, string from, string to)
    {
        PayloadItem item = Item($$"""
            "expectedDeliveryTimeStamp": "{{promise}}",
            "trackingEvents": [
              { "eventTimestamp": "2026-11-26T10:00:00", "GMTOffset": "-06:00", "eventCode": "10" },
              { "eventTimestamp": "2026-11-25T10:00:00", "GMTOffset": "-05:00", "eventCode": "03" }]
            """);
        WindowRecord eta = item.Scans[0].Fact!.CarrierEta;
        (Instant(eta.FromMs), Instant(eta.ToMs), eta.Source).Should().Be((from, to, "usps"));
        item.Scans[1].Fact!.CarrierEta.Should().BeNull();
    }

    [Fact]
    public void A_promise_that_cannot_be_read_is_a_fault_beside_good_scans()
    {
        PayloadItem item = Item("""
            "expectedDeliveryTimeStamp": "soon", "trackingEvents": [{ "eventTimestamp": "2026-11-23T00:00:00", "eventCode": "10" }]
            """);
        (item.Fault!.Field, item.Fault.Value, item.Scans[0].Fact is not null).Should().Be(("expectedDeliveryTimeStamp", "soon", true));
    }

    [Theory]
    [InlineData("""{ "eventCode": "10" }""", "trackingEvents[0].eventTimestamp")]
    [InlineData("""{ "eventCode": "10", "eventTimestamp": "2026-13-01T00:00:00" }""", "trackingEvents[0].eventTimestamp")]
    [InlineData("""{ "eventTimestamp": "2026-11-23T00:00:00" }""", "trackingEvents[0]")]
    [InlineData("null", "trackingEvents[0]")]
    [InlineData("[[]]", "trackingEvents[0]")]
    public void An_event_that_cannot_be_read_says_what_was_wrong(string json, string field)
    {
        PayloadScan scan = Item($"\"trackingEvents\": [{json}]").Scans.Should().ContainSingle().Subject;
        (scan.Fact, scan.Fault!.Field).Should().Be((null, field));
    }

    [Fact]
    public void Not_yet_known_is_no_error_and_an_error_is_none_the_less_one()
    {
        Read("""{ "apiVersion": "/tracking/v3", "error": { "code": "404", "message": "12: A status update is not yet available on your package." } }""")
            .Items.Should().ContainSingle().Which.Should().Match<PayloadItem>(item => item.NotFound && item.Fault == null);
        Read("""{ "error": { "code": "400", "message": "", "errors": [{ "code": "150001" }] } }""").Items[0].NotFound.Should().BeTrue();
        PayloadItem refused = Read("""{ "error": { "code": "401", "message": "Unauthorized" } }""").Items[0];
        (refused.NotFound, refused.Fault!.Value, refused.Fault.Problem).Should().Be((false, "401", "The carrier answered: Unauthorized"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("{ \"trackingNumber\": \"9400111206206406260787\"")]
    public void What_is_no_such_payload_is_one_fault(string json)
    {
        PayloadReading reading = Read(json);
        reading.Items.Should().BeEmpty();
        reading.Fault.Should().NotBeNull();
    }

    private static string Instant(long ms) => $"{DateTimeOffset.FromUnixTimeMilliseconds(ms):yyyy-MM-dd HH:mm:ss.fff}";

    private static ScanFact Event(string json) => Item($"\"trackingEvents\": [{json}]").Scans.Should().ContainSingle().Which.Fact!;

    private static PayloadItem Item(string fields)
    {
        PayloadReading reading = Read($$"""{ "trackingNumber": "9400111206206406260787", {{fields}} }""");
        reading.Fault.Should().BeNull();
        return reading.Items.Should().ContainSingle().Subject;
    }

    private static PayloadReading Read(string json) => CarrierAdapters.Default["usps-v3-json"].Read(Encoding.UTF8.GetBytes(json), Received);
}
