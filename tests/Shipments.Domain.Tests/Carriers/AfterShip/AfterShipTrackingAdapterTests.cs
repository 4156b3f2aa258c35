using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Tests.Carriers.Platforms;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.AfterShip;

public sealed class AfterShipTrackingAdapterTests
{
    private const string Format = "aftership-tracking-json";

    // Goal: every checkpoint of the fixture, worked out by hand. From China to Germany: an arrival is the first mile in China, the way in
    // Dubai, the last mile in Germany; a departure is one from the country only where it says so. China has one offset, so a time without
    // one is read by it; Germany has two, so it is an interval, and +08:00 there is not believed.
    [Fact]
    public void The_fixture_reads_as_worked_out_by_hand()
    {
        PayloadReading reading = Readings.Of(Format, Fixtures.Own("AfterShip/tracking.json"));
        reading.Fault.Should().BeNull();
        PayloadItem item = reading.Items.Should().ContainSingle().Subject;
        item.Number.Should().Be("LX123456785DE");
        item.Linked.Should().Equal(new LinkedNumber("9400109104250532908587", "usps", NumberRole.LastMile));
        Readings.Lines(item).Should().Equal(
            "2026-05-01T01:00:00Z Country 480 InfoReceived InfoReceived_001 CN",
            "2026-05-01T10:00:00Z Explicit 480 PickedUp InTransit_002 CN",
            "2026-05-01T17:00:00Z Explicit 480 PickedUp InTransit_003@origin CN",
            "2026-05-01T21:00:00Z Explicit 480 PickedUp InTransit_007@origin CN",
            "2026-05-02T03:00:00Z Explicit 480 Departed InTransit_007@origin CN",
            "2026-05-02T22:00:00Z Explicit 240 LineHaul InTransit_003@transit AE",
            "2026-05-04T08:00:00Z Country 120 Arrived InTransit_004 DE aftership-foreign-offset",
            "2026-05-04T12:00:00Z Explicit 120 ImportCustoms InTransit_005@destination DE",
            "2026-05-05T01:12:00Z Country 120 LastMile InTransit_003@destination DE",
            "2026-05-05T02:00:00Z Explicit 120 unmapped InTransit_077",
            "fault: data.tracking.checkpoints[10].checkpoint_time");
    }

    [Fact]
    public void The_carrier_behind_a_scan_stands_in_front_of_its_source_id()
    {
        PayloadItem item = Readings.Of(Format, Fixtures.Own("AfterShip/tracking.json")).Items[0];
        item.Scans.Where(scan => scan.Fact is not null).Select(scan => scan.Fact!.SourceId[..scan.Fact.SourceId.IndexOf(':', StringComparison.Ordinal)])
            .Should().Equal("china-post", "china-post", "china-post", "china-post", "china-post", "china-post", "dhl", "dhl", "dhl", "dhl");
        item.Scans.Where(scan => scan.Fact is not null).Select(scan => scan.Fact!.Carrier).Should().OnlyContain(carrier => carrier == "aftership");
    }

    [Fact]
    public void The_webhook_reads_like_the_reply()
    {
        PayloadItem item = Readings.Of(Format, Fixtures.Own("AfterShip/webhook.json")).Items.Should().ContainSingle().Subject;
        item.Number.Should().Be("RB123456785GB");
        Readings.Lines(item).Should().Equal(
            "2026-05-05T07:00:00Z Explicit 60 OutForDelivery OutForDelivery GB",
            "2026-05-05T11:30:00Z Explicit 60 Delivered Delivered_003 GB");
    }

    // A date is the whole day by the clock of the newest scan: +02:00 and +01:00.
    [Theory]
    [InlineData("AfterShip/tracking.json", "2026-05-09T22:00:00Z", "2026-05-12T21:59:59Z")]
    [InlineData("AfterShip/webhook.json", "2026-05-05T23:00:00Z", "2026-05-06T22:59:59Z")]
    public void The_promise_is_on_the_newest_scan(string fixture, string from, string to)
    {
        PayloadItem item = Readings.Of(Format, Fixtures.Own(fixture)).Items[0];
        WindowRecord eta = item.Scans.Select(scan => scan.Fact?.CarrierEta).OfType<WindowRecord>().Should().ContainSingle().Subject;
        Readings.Utc(new EventTimeRecord { UtcMs = eta.FromMs }).Should().Be(from);
        Readings.Utc(new EventTimeRecord { UtcMs = eta.ToMs }).Should().Be(to);
    }

    [Fact]
    public void Two_scans_of_one_word_in_one_minute_are_two_and_a_copy_with_a_city_is_one()
    {
        const string Payload = """
            {"data":{"tracking":{"tracking_number":"RB123456785GB","slug":"dhl","checkpoints":[
            {"message":"A","subtag":"InTransit_001","checkpoint_time":"2026-05-05T08:00:00+01:00"},
            {"message":"B","subtag":"InTransit_001","checkpoint_time":"2026-05-05T08:00:00+01:00"},
            {"message":"a.","subtag":"InTransit_001","checkpoint_time":"2026-05-05T08:00:00+01:00","city":"Leeds"},
            {"slug":"gls","message":"A","subtag":"InTransit_001","checkpoint_time":"2026-05-05T08:00:00+01:00"}]}}}
            """;
        ulong[] ids = [.. Readings.Single(Format, Payload).Scans.Select(scan => scan.Fact!.Id)];
        ids[2].Should().Be(ids[0]);
        ids.Distinct().Should().HaveCount(3);
    }

    [Theory]
    [InlineData("Pending", true)]
    [InlineData("InfoReceived", false)]
    public void Only_a_pending_tracking_without_checkpoints_is_not_found(string tag, bool notFound)
    {
        PayloadItem item = Readings.Single(
            Format, """{"meta":{"code":200},"data":{"tracking":{"tracking_number":"RB123456785GB","tag":"TAG","checkpoints":[]}}}""".Replace("TAG", tag, StringComparison.Ordinal));
        item.NotFound.Should().Be(notFound);
        item.Fault.Should().BeNull();
    }

    [Fact]
    public void A_list_of_trackings_and_a_bare_tracking_are_read_too()
    {
        Readings.Of(Format, """{"data":{"trackings":[{"tracking_number":"RB123456785GB"},{"tracking_number":"?"}]}}""").Items.Select(item => item.Number)
            .Should().Equal("RB123456785GB", "");
        Readings.Single(Format, """{"data":{"id":"1","tracking_number":"RB123456785GB"}}""").Number.Should().Be("RB123456785GB");
    }

    [Theory]
    [InlineData("""{"meta":{"code":4004,"message":"Tracking does not exist."},"data":{}}""", "meta.code")]
    [InlineData("""{"meta":{"code":200},"data":{}}""", "data")]
    [InlineData("""{"meta":{"code":200}}""", "data")]
    public void A_failed_answer_is_a_fault(string payload, string field)
    {
        PayloadReading reading = Readings.Of(Format, payload);
        reading.Items.Should().BeEmpty();
        reading.Fault!.Field.Should().Be(field);
    }

    // Each distinct step of the real sample, by its own country: China, then Japan. The first has no place, so its -05:00 is believed.
    [Fact]
    public void The_real_sample_reads_where_it_exists()
    {
        if (Fixtures.Sample("aggregators/aftership/java-GetTrackingResult.json") is not { } sample)
            return;
        CarrierAdapters.Detect(sample)!.Format.Should().Be(Format);
        PayloadItem item = Readings.Of(Format, sample).Items.Should().ContainSingle().Subject;
        Readings.Lines(item).Should().Equal(
            "2018-07-23T06:21:39Z Explicit -300 InfoReceived InfoReceived_001",
            "2018-07-23T08:58:00Z Explicit 480 PickedUp InTransit_002 CN",
            "2018-07-23T12:45:00Z Explicit 480 PickedUp InTransit_007@origin CN",
            "2018-07-23T15:13:00Z Explicit 480 PickedUp InTransit_001@origin CN",
            "2018-07-23T15:14:00Z Explicit 480 PickedUp InTransit_003@origin CN",
            "2018-07-23T15:14:00Z Explicit 480 Departed InTransit_007@origin CN",
            "2018-07-23T19:26:00Z Explicit 480 PickedUp InTransit_007@origin CN",
            "2018-07-23T20:01:00Z Explicit 480 PickedUp InTransit_001@origin CN",
            "2018-07-23T20:03:00Z Explicit 480 PickedUp InTransit_001@origin CN",
            "2018-07-23T23:27:00Z Explicit 540 Arrived InTransit_004 JP",
            "2018-07-24T00:35:00Z Explicit 540 ImportCustoms InTransit_001@destination JP",
            "2018-07-24T02:12:00Z Explicit 540 ImportCustoms InTransit_007@destination JP",
            "2018-07-24T04:02:00Z Explicit 540 OutForDelivery OutForDelivery_001 JP",
            "2018-07-25T01:10:00Z Explicit 540 Delivered Delivered_001 JP");
    }
}
