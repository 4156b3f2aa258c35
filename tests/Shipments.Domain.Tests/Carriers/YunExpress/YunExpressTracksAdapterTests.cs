using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Tests.Carriers.Platforms;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.YunExpress;

public sealed class YunExpressTracksAdapterTests
{
    private const string Format = "yunexpress-tracks-json";
    private const long HourMs = 3_600_000;

    // Goal: every event of the fixture, worked out by hand. +8 is believed in Dongguan and Hong Kong. New York cannot show +8 and has no one
    // offset all year: the wall clock as an interval. "JFK" names no country, so +8 may be anybody's: an interval too. Tokyo is +9 the whole
    // year. Jersey City may well show -5 (it says so on purpose). Shenzhen without a label is China's one offset.
    [Fact]
    public void The_fixture_reads_as_worked_out_by_hand()
    {
        PayloadReading reading = Readings.Of(Format, Fixtures.Own("YunExpress/waybill.json"));
        reading.Fault.Should().BeNull();
        PayloadItem item = reading.Items.Should().ContainSingle().Subject;
        item.Number.Should().Be("YT2604321098765432");
        item.Linked.Should().Equal(new LinkedNumber("9400111206206406260787", "usps", NumberRole.LastMile));
        Readings.Lines(item).Should().Equal(
            "2026-04-20T18:12:00Z None -240 Delivered - US yunexpress-zone-label",
            "2026-04-20T12:01:00Z None -240 OutForDelivery - US yunexpress-zone-label",
            "2026-04-18T14:15:00Z Explicit -300 LastMile - US",
            "2026-04-16T22:40:00Z None 0 ImportCustoms - yunexpress-zone-label",
            "2026-04-14T21:30:00Z Country 540 LineHaul - JP yunexpress-zone-label",
            "2026-04-14T15:10:00Z Explicit 480 Departed - HK",
            "2026-04-13T04:00:00Z Explicit 480 unmapped - CN",
            "2026-04-12T10:45:00Z Country 480 PickedUp - CN",
            "fault: result.track_info[0].track_events[8].description",
            "fault: result.track_info[0].track_events[9].event_date");
    }

    [Fact]
    public void A_label_that_is_not_believed_leaves_an_interval_and_its_text()
    {
        EventTimeRecord time = Readings.Of(Format, Fixtures.Own("YunExpress/waybill.json")).Items[0].Scans[0].Fact!.Time;
        (time.EarliestMs, time.LatestMs).Should().Be((time.UtcMs, time.UtcMs + (6 * HourMs)), "from New York's clock to Honolulu's");
        time.Raw.Should().Be("2026-04-20 14:12:00 +8");
    }

    [Fact]
    public void A_scan_keeps_its_id_when_its_place_becomes_known()
    {
        const string Event = """{"success":true,"result":{"waybill_number":"YT2604321098765432","track_info":[{"track_events":[{"event_date":"2026-04-20 14:12:00","time_zone":"+8","description":"Delivered","location":"PLACE"}]}]}}""";
        ulong unknown = Readings.Fact(Readings.Single(Format, Event.Replace("PLACE", "", StringComparison.Ordinal))).Id;
        foreach (string place in new[] { "Shenzhen", "New York, NY", "Tokyo, JP" })
            Readings.Fact(Readings.Single(Format, Event.Replace("PLACE", place, StringComparison.Ordinal))).Id.Should().Be(unknown, place);
    }

    [Fact]
    public void Results_may_be_a_list_and_a_waybill_without_events_is_not_found()
    {
        PayloadReading reading = Readings.Of(Format, """{"success":true,"result":[{"waybill_number":"YT2604321098765432","track_info":null},{"waybill_number":""}]}""");
        reading.Items[0].NotFound.Should().BeTrue();
        reading.Items[1].Fault.Should().Be(new PayloadFault("result[1].waybill_number", "", "The waybill has no number."));
    }

    [Theory]
    [InlineData("""{"success":false,"result":null}""", "success")]
    [InlineData("""{"success":true,"result":null}""", "result")]
    [InlineData("""{"success":true}""", "result")]
    public void A_failed_answer_is_a_fault(string payload, string field)
    {
        PayloadReading reading = Readings.Of(Format, payload);
        reading.Items.Should().BeEmpty();
        reading.Fault!.Field.Should().Be(field);
    }

    // Wordings that differ by a word and in meaning.
    [Theory]
    [InlineData("Shipment information received", "InfoReceived")]
    [InlineData("Electronic information submitted by shipper", "InfoReceived")]
    [InlineData("Parcel received", "PickedUp")]
    [InlineData("Picked up", "PickedUp")]
    [InlineData("Picked up by the recipient", "Delivered")]
    [InlineData("Pickup failed", "Exception")]
    [InlineData("Processed at YunExpress sorting center", "PickedUp")]
    [InlineData("Export customs clearance started", "ExportCustoms")]
    [InlineData("Export clearance completed", "ExportCustoms")]
    [InlineData("Handed over to airline", "Departed")]
    [InlineData("Departed from origin airport", "Departed")]
    [InlineData("In transit to destination country", "LineHaul")]
    [InlineData("Arrived at destination airport", "Arrived")]
    [InlineData("Import customs clearance started", "ImportCustoms")]
    [InlineData("Customs hold", "ImportCustoms")]
    [InlineData("Awaiting payment of duties", "ImportCustoms")]
    [InlineData("Handed over to the last mile carrier", "LastMile")]
    [InlineData("Delivered to local carrier", "LastMile")]
    [InlineData("Out for delivery", "OutForDelivery")]
    [InlineData("Delivery attempt failed", "AttemptFailed")]
    [InlineData("Undelivered", "AttemptFailed")]
    [InlineData("Available for pickup", "AvailableForPickup")]
    [InlineData("Delivered to pickup point", "AvailableForPickup")]
    [InlineData("Delivered", "Delivered")]
    [InlineData("Your parcel has been delivered", "Delivered")]
    [InlineData("Your parcel will be delivered tomorrow", "None")]
    [InlineData("Refused", "Exception")]
    [InlineData("Incorrect address", "Exception")]
    [InlineData("Return to sender", "Returning")]
    [InlineData("Delivered to sender", "Returned")]
    [InlineData("Parcel lost", "Lost")]
    [InlineData("Parcel destroyed", "Destroyed")]
    [InlineData("Flight delayed", "None")]
    [InlineData("Arrived at facility", "None")]
    [InlineData("Quantum tunnelling", "unmapped")]
    [InlineData("", "unmapped")]
    public void A_wording_means_its_phase(string text, string phase) => Readings.Phase("yunexpress", "", text).Should().Be(phase);
}
