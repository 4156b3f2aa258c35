using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Tests.Carriers.Platforms;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.AliExpress;

public sealed class AliExpressDetailAdapterTests
{
    private const string Format = "aliexpress-ld-json";

    // Goal: every event of the fixture, worked out by hand. The milliseconds are the time. A text eight hours ahead is a zone and no
    // contradiction; one a week behind is. The node in the middle holds two events of its own.
    [Fact]
    public void The_fixture_reads_as_worked_out_by_hand()
    {
        PayloadReading reading = Readings.Of(Format, Fixtures.Own("AliExpress/order.json"));
        reading.Fault.Should().BeNull();
        reading.Items.Should().HaveCount(2);
        Readings.Lines(reading.Items[0]).Should().Equal(
            "2026-03-12T10:04:00Z Explicit 0 Delivered AE_GTMS_SIGNED_SUCCESS",
            "2026-03-11T07:00:00Z Explicit 0 AvailableForPickup AE_GTMS_STA_SIGNED",
            "2026-03-10T09:00:00Z Explicit 0 ImportCustoms AE_CC_IM_SUCCESS aliexpress-text-differs",
            "2026-03-09T09:00:00Z Explicit 0 ExportCustoms AE_CC_EX_SUCCESS_SUCCESS",
            "2026-03-08T12:00:00Z Explicit 0 LineHaul AE_GROUP_LH_PROCESSING",
            "2026-03-07T08:00:00Z Explicit 0 PickedUp STAGE_1100",
            "fault: data.module.trackingDetailLineList[0].detailList[5].time",
            "2026-03-05T08:00:00Z Explicit 0 unmapped AE_MOON_LANDING");
    }

    [Fact]
    public void The_last_mile_number_is_the_shipments_and_the_platforms_is_linked()
    {
        IReadOnlyList<PayloadItem> items = Readings.Of(Format, Fixtures.Own("AliExpress/order.json")).Items;
        items[0].Number.Should().Be("RB123456785GB");
        items[0].Linked.Should().Equal(new LinkedNumber("LP00123456789012", "cainiao", NumberRole.Platform));
        items[1].Number.Should().Be("AP00839881455575");
        items[1].Linked.Should().BeEmpty();
        items[1].NotFound.Should().BeTrue();
    }

    [Fact]
    public void The_promise_is_on_the_newest_scan_alone()
    {
        PayloadItem item = Readings.Of(Format, Fixtures.Own("AliExpress/order.json")).Items[0];
        WindowRecord eta = item.Scans[0].Fact!.CarrierEta;
        DateTimeOffset.FromUnixTimeMilliseconds(eta.FromMs).Should().Be(new DateTimeOffset(2026, 3, 11, 0, 0, 0, TimeSpan.Zero));
        DateTimeOffset.FromUnixTimeMilliseconds(eta.ToMs).Should().Be(new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero));
        item.Scans.Skip(1).Should().OnlyContain(scan => scan.Fact == null || scan.Fact.CarrierEta == null);
    }

    [Theory]
    [InlineData("""{"api":"mtop.ae.ld.querydetail","ret":["FAIL_SYS_SESSION_EXPIRED::Session expired"],"data":{}}""", "ret[0]")]
    [InlineData("""{"api":"mtop.ae.ld.querydetail","ret":["SUCCESS::ok"],"data":{}}""", "data.module")]
    [InlineData("""{"api":"mtop.ae.ld.querydetail","data":{"module":{}}}""", "data.module.trackingDetailLineList")]
    public void A_failed_answer_is_a_fault(string payload, string field)
    {
        PayloadReading reading = Readings.Of(Format, payload);
        reading.Items.Should().BeEmpty();
        reading.Fault!.Field.Should().Be(field);
    }

    // Around midnight of 31 December the text's year is not the milliseconds' year.
    [Theory]
    [InlineData("Thu | Jan. 1 07:30", "")]
    [InlineData("Thu | Jan. 1 13:31", "aliexpress-text-differs")]
    [InlineData("whenever", "")]
    public void The_text_has_no_year_and_need_not(string text, string repair)
    {
        // 1798759800000 is 2026-12-31T23:30:00Z: a text of 1 January is 8 hours ahead, or 14 hours and a minute.
        const string Payload = """{"data":{"module":{"trackingDetailLineList":[{"mailNo":"RB123456785GB","detailList":[{"time":1798759800000,"timeText":"TEXT","trackingPrimaryCode":"AE_GOT"}]}]}}}""";
        Readings.Fact(Readings.Single(Format, Payload.Replace("TEXT", text, StringComparison.Ordinal))).Time.Repair.Should().Be(repair);
    }

    [Theory]
    [InlineData("AE_ORDER_PLACED", "InfoReceived")]
    [InlineData("AE_ORDER_PAID", "InfoReceived")]
    [InlineData("AE_GWMS_OUTBOUND", "PickedUp")]
    [InlineData("AE_GOT", "PickedUp")]
    [InlineData("AE_GOT_SUCCESS", "PickedUp")]
    [InlineData("AE_CC_EX_START_SUCCESS", "ExportCustoms")]
    [InlineData("AE_CC_EX_SUCCESS_SUCCESS", "ExportCustoms")]
    [InlineData("AE_LH_DEPART_SUCCESS", "Departed")]
    [InlineData("AE_LH_ARRIVE", "Arrived")]
    [InlineData("AE_LH_ARRIVE_SUCCESS", "Arrived")]
    [InlineData("AE_LH_ARRIVE_FAILURE", "Exception")]
    [InlineData("AE_CC_IM_START", "ImportCustoms")]
    [InlineData("AE_CC_HO_OUT_SUCCESS", "ImportCustoms")]
    [InlineData("AE_GTMS_ACCEPT", "LastMile")]
    [InlineData("AE_LAST_MILE_HO_SUCCESS", "LastMile")]
    [InlineData("AE_GTMS_DELIVERING", "OutForDelivery")]
    [InlineData("AE_GTMS_STA_SIGNED", "AvailableForPickup")]
    [InlineData("AE_GTMS_SIGNED", "Delivered")]
    [InlineData("AE_RT_WH_INBOUND", "Returning")]
    [InlineData("AE_GROUP_SC_PROCESSING", "PickedUp")]
    [InlineData("AE_GROUP_EX_CLEARING_CUSTOMS", "ExportCustoms")]
    [InlineData("AE_GROUP_LH_PROCESSING", "LineHaul")]
    [InlineData("AE_GROUP_LH_ARRIVE", "Arrived")]
    [InlineData("AE_GROUP_IM_CLEARING_CUSTOMS", "ImportCustoms")]
    [InlineData("AE_GROUP_DES_PROCESSING", "LastMile")]
    [InlineData("AE_GROUP_DELIVERING", "OutForDelivery")]
    [InlineData("AE_GROUP_DELIVERED", "Delivered")]
    [InlineData("AE_GTMS_SIGNED_FAILURE", "unmapped")]
    public void A_code_means_its_phase(string code, string phase) => Readings.Phase("aliexpress", code, "").Should().Be(phase);

    // The sample's milliseconds are round numbers put in by whoever took the names out: 30 to 33 hours after their texts.
    [Fact]
    public void The_real_sample_reads_where_it_exists()
    {
        if (Fixtures.Sample("aliexpress/mtop.ae.ld.querydetail.json") is not { } sample)
            return;
        CarrierAdapters.Detect(sample)!.Format.Should().Be(Format);
        PayloadItem item = Readings.Of(Format, sample).Items.Should().ContainSingle().Subject;
        item.Number.Should().Be("SWX100200300400500600");
        Readings.Lines(item).Should().Equal(
            "2026-09-21T03:06:40Z Explicit 0 Arrived AE_LH_ARRIVE_SUCCESS aliexpress-text-differs",
            "2026-09-20T04:53:20Z Explicit 0 Departed AE_LH_DEPART_SUCCESS aliexpress-text-differs",
            "2026-09-19T06:40:00Z Explicit 0 PickedUp AE_GOT_SUCCESS aliexpress-text-differs");
    }
}
