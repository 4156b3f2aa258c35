using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Tests.Carriers.Platforms;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.SeventeenTrack;

public sealed class SeventeenTrackPushAdapterTests
{
    private const string Format = "17track-push-json";

    // Goal: every event of the fixture, worked out by hand. +08:00 in Los Angeles is not believed. Where time_iso and time_utc are half an
    // hour apart, time_iso counts. time_raw stands in where nothing else is there: with its zone, without one as an interval, a date as a
    // day. Customs and an arrival in China are those of the way out. Of the milestones InfoReceived and Delivered show no event, PickedUp
    // does, Returned never was.
    [Fact]
    public void The_fixture_reads_as_worked_out_by_hand()
    {
        PayloadReading reading = Readings.Of(Format, Fixtures.Own("SeventeenTrack/reply.json"));
        reading.Fault.Should().BeNull();
        PayloadItem item = reading.Items[0];
        item.Number.Should().Be("YT2604321098765432");
        item.Linked.Should().Equal(new LinkedNumber("9400109104250532908587", "usps", NumberRole.LastMile));
        Readings.Lines(item).Should().Equal(
            "2026-06-03T01:05:00Z None -240 Arrived InTransit_Arrival US 17track-foreign-offset",
            "2026-06-01T02:00:00Z Explicit 480 ExportCustoms InTransit_CustomsProcessing@origin CN",
            "2026-05-31T04:00:00Z Explicit 480 unmapped InTransit_Teleported CN 17track-utc-differs",
            "2026-05-30T12:00:00Z Explicit 480 PickedUp InTransit_Arrival@origin CN",
            "2026-05-30T01:00:00Z Explicit 480 PickedUp InTransit_PickedUp CN",
            "2026-06-08T12:10:00Z None -240 OutForDelivery OutForDelivery_Other US 17track-raw-only",
            "2026-06-07T00:00:00Z None 0 LastMile InTransit_Other@destination US 17track-date-only",
            "2026-06-06T11:00:00Z Explicit 0 LineHaul InTransit_Other",
            "fault: data.accepted[0].track_info.tracking.providers[1].events[3].time_iso",
            "2026-05-29T12:00:00Z Explicit 480 InfoReceived InfoReceived",
            "2026-06-08T22:20:00Z Explicit -420 Delivered Delivered 17track-raw-only");
    }

    [Fact]
    public void A_milestone_without_an_event_is_inferred_and_an_event_is_not()
    {
        PayloadItem item = Readings.Of(Format, Fixtures.Own("SeventeenTrack/reply.json")).Items[0];
        item.Scans.Where(scan => scan.Fact is { Inferred: true }).Select(scan => scan.Fact!.Code).Should().Equal("InfoReceived", "Delivered");
    }

    [Fact]
    public void The_providers_key_stands_in_front_of_the_source_id()
    {
        PayloadItem item = Readings.Of(Format, Fixtures.Own("SeventeenTrack/reply.json")).Items[0];
        item.Scans[0].Fact!.SourceId.Should().MatchRegex("^190008:[0-9a-f]{16}$");
        item.Scans[5].Fact!.SourceId.Should().MatchRegex("^21051:[0-9a-f]{16}$");
        item.Scans[9].Fact!.SourceId.Should().MatchRegex("^unknown:[0-9a-f]{16}$");
    }

    [Fact]
    public void The_promise_with_one_end_is_on_the_newest_scan()
    {
        PayloadItem item = Readings.Of(Format, Fixtures.Own("SeventeenTrack/reply.json")).Items[0];
        WindowRecord eta = item.Scans.Select(scan => scan.Fact?.CarrierEta).OfType<WindowRecord>().Should().ContainSingle().Subject;
        item.Scans[10].Fact!.CarrierEta.Should().BeSameAs(eta);
        eta.FromMs.Should().Be(new DateTimeOffset(2026, 6, 8, 7, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());
        eta.ToMs.Should().Be(eta.FromMs);
        eta.Source.Should().Be("17track");
    }

    [Fact]
    public void A_rejected_number_is_a_fault_unless_its_carrier_only_has_nothing_yet()
    {
        IReadOnlyList<PayloadItem> items = Readings.Of(Format, Fixtures.Own("SeventeenTrack/reply.json")).Items;
        items.Should().HaveCount(3);
        items[1].Number.Should().Be("1234");
        items[1].Fault.Should().Be(new PayloadFault("data.rejected[0].error", "-18010012", "The platform answered: The format of '1234' is invalid."));
        items[2].Number.Should().Be("RB123456785GB");
        items[2].NotFound.Should().BeTrue();
        items[2].Fault.Should().BeNull();
    }

    [Fact]
    public void The_push_reads_its_newest_event_where_the_providers_list_none()
    {
        PayloadItem item = Readings.Of(Format, Fixtures.Own("SeventeenTrack/push.json")).Items.Should().ContainSingle().Subject;
        Readings.Lines(item).Should().Equal("2026-05-05T07:00:00Z Explicit 60 LineHaul InTransit_Other GB");
    }

    [Fact]
    public void An_accepted_registration_says_nothing_of_the_parcel()
    {
        PayloadItem item = Readings.Single(Format, """{"code":0,"data":{"accepted":[{"origin":2,"number":"RB123456785GB","carrier":11031}],"rejected":[]}}""");
        item.Should().BeEquivalentTo(new PayloadItem("RB123456785GB", [], [], false, null));
    }

    [Fact]
    public void A_stopped_tracking_is_no_error()
    {
        PayloadItem item = Readings.Single(Format, """{"event":"TRACKING_STOPPED","data":{"number":"RB123456785GB","carrier":11031,"tag":null}}""");
        item.Should().BeEquivalentTo(new PayloadItem("RB123456785GB", [], [], false, null));
    }

    [Fact]
    public void A_status_of_not_found_is_no_error()
    {
        PayloadItem item = Readings.Single(
            Format, """{"event":"TRACKING_UPDATED","data":{"number":"RB123456785GB","track_info":{"latest_status":{"status":"NotFound","sub_status":"NotFound_Other"},"tracking":{"providers":[]}}}}""");
        item.NotFound.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"code":-18010001,"data":{"errors":[{"code":-18010001,"message":"IP not whitelisted."}]}}""", "data.errors[0]")]
    [InlineData("""{"code":-1,"data":{}}""", "code")]
    [InlineData("""{"code":0,"data":{}}""", "data")]
    [InlineData("""{"code":0}""", "data")]
    public void A_failed_answer_is_a_fault(string payload, string field)
    {
        PayloadReading reading = Readings.Of(Format, payload);
        reading.Items.Should().BeEmpty();
        reading.Fault!.Field.Should().Be(field);
    }

    // Each of the three ways in which a time is given, and both of the ways in which only the carrier's text is.
    [Fact]
    public void A_time_is_read_from_whichever_of_its_fields_is_filled() =>
        Readings.Lines(Readings.Of(Format, Fixtures.Own("SeventeenTrack/times.json")).Items.Should().ContainSingle().Subject).Should().Equal(
            "2026-06-05T02:00:00Z Country 480 PickedUp InTransit_Other@origin CN",
            "2026-06-05T10:00:00Z None 0 LineHaul InTransit_Other",
            "2026-06-05T03:00:00Z Explicit 0 Departed InTransit_Departure CN",
            "2026-06-06T13:00:00Z None -240 Arrived InTransit_Arrival US 17track-raw-only",
            "2026-06-07T00:00:00Z None 0 LineHaul InTransit_Other 17track-date-only",
            "2026-06-08T17:00:00Z Explicit -420 Delivered Delivered_Other 17track-raw-only",
            "fault: data.track_info.tracking.providers[0].events[6].time_iso",
            "2026-06-04T00:00:00Z Explicit 480 PickedUp PickedUp 17track-raw-only");

    [Fact]
    public void The_real_samples_read_where_they_exist()
    {
        if (Fixtures.Sample("aggregators/17track/aio17track-gettrackinfo_yanwen_190012.json") is not { } sample)
            return;
        CarrierAdapters.Detect(sample)!.Format.Should().Be(Format);
        IReadOnlyList<PayloadItem> items = Readings.Of(Format, sample).Items;
        Readings.Lines(items[0]).Should().Equal(
            "2026-06-30T01:05:00Z None -240 Arrived InTransit_Arrival US 17track-foreign-offset",
            "2026-06-26T08:30:00Z Explicit 480 unmapped InTransit_QuantumTunnelling CN",
            "2026-06-24T01:00:00Z Explicit 480 PickedUp InTransit_PickedUp CN");
        items[1].Number.Should().Be("21213123123230");
        items[1].Fault!.Value.Should().Be("-18019902");
    }

    [Fact]
    public void The_real_registration_reads_where_it_exists()
    {
        if (Fixtures.Sample("aggregators/17track/aio17track-register_mixed.json") is not { } sample)
            return;
        CarrierAdapters.Detect(sample)!.Format.Should().Be(Format);
        IReadOnlyList<PayloadItem> items = Readings.Of(Format, sample).Items;
        items.Select(item => item.Number).Should().Equal("AA123456789BR", "1234");
        items[0].Fault.Should().BeNull();
        items[1].Fault!.Problem.Should().Be("The platform answered: The format of '1234' is invalid.");
    }
}
