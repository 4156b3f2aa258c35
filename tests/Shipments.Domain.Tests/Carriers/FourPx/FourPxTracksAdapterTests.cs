using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Tests.Carriers.Platforms;

namespace Shipments.Domain.Tests.Carriers.FourPx;

public sealed class FourPxTracksAdapterTests
{
    private const string Format = "4px-tracks-json";

    // Goal: every event of the fixture, worked out by hand. tkDate is UTC as it stands. The text is eight hours ahead of it in all rows but
    // one, so it is Beijing's clock: a label of +08 agrees, any other is wrong, none is missing. The row of 6 March is nine hours ahead.
    [Fact]
    public void The_fixture_reads_as_worked_out_by_hand()
    {
        PayloadReading reading = Readings.Of(Format, Fixtures.Own("FourPx/parcel.json"));
        reading.Fault.Should().BeNull();
        PayloadItem item = reading.Items.Should().ContainSingle().Subject;
        item.Number.Should().Be("4PX3007654321098CN");
        item.NotFound.Should().BeFalse();
        Readings.Lines(item).Should().Equal(
            "2026-03-12T10:04:00Z Explicit 0 Delivered FPX_S_OK GB 4px-zone-label",
            "2026-03-12T07:30:00Z Explicit 0 OutForDelivery FPX_D_SD GB 4px-zone-missing",
            "2026-03-10T21:15:00Z Explicit 0 ImportCustoms FPX_O_RR 4px-zone-label",
            "2026-03-10T03:40:00Z Explicit 0 Arrived FPX_M_ATA 4px-zone-label",
            "2026-03-09T14:20:00Z Explicit 0 Departed FPX_M_DFOA",
            "2026-03-07T09:00:05Z Explicit 0 PickedUp FPX_C_SPLS CN",
            "2026-03-07T11:30:00Z Explicit 0 InfoReceived FPX_O_IR GB 4px-zone-label",
            "2026-03-07T11:31:00Z Explicit 480 unmapped FPX_O_IRI 4px-text-only",
            "2026-03-06T06:30:19Z Explicit 0 InfoReceived FPX_L_RPIF 4px-text-differs",
            "fault: data[0].tracks[9].tkDate");
    }

    [Fact]
    public void The_numbers_of_the_other_carriers_are_linked_and_the_shippers_reference_is_not()
    {
        PayloadItem item = Readings.Of(Format, Fixtures.Own("FourPx/parcel.json")).Items[0];
        item.Linked.Should().Equal(
            new LinkedNumber("RB123456785GB", "royal-mail", NumberRole.LastMile),
            new LinkedNumber("9400109104250532908587", "usps", NumberRole.LastMile),
            new LinkedNumber("06330987654321", "", NumberRole.LineHaul));
    }

    [Fact]
    public void A_country_alone_is_no_city()
    {
        PayloadScan scan = Readings.Of(Format, Fixtures.Own("FourPx/parcel.json")).Items[0].Scans[6];
        scan.Fact!.Place.City.Should().BeEmpty();
        scan.Fact.Place.Country.Should().Be("GB");
    }

    [Theory]
    [InlineData("1776664800000")]
    [InlineData("\"1776664800000\"")]
    [InlineData("\"2026-04-20T06:00:00.000+0000\"")]
    [InlineData("\"2026-04-20T06:00:00Z\"")]
    public void The_time_in_utc_is_a_text_or_milliseconds(string date)
    {
        PayloadItem item = Readings.Single(Format, """{"result":1,"data":[{"queryCode":"4PX3007654321098CN","tracks":[{"tkCode":"FPX_S_OK","tkDate":DATE,"tkDateStr":null,"tkTimezone":null}]}]}"""
            .Replace("DATE", date, StringComparison.Ordinal));
        Readings.Fact(item).Time.UtcMs.Should().Be(1_776_664_800_000);
    }

    [Fact]
    public void A_number_without_tracks_is_not_found_and_no_error()
    {
        PayloadItem item = Readings.Single(Format, """{"result":1,"data":[{"queryCode":"4PX3007654321098CN","status":7,"tracks":[]}]}""");
        item.NotFound.Should().BeTrue();
        item.Fault.Should().BeNull();
    }

    [Fact]
    public void A_failed_answer_is_a_fault_with_the_carriers_words()
    {
        PayloadReading reading = Readings.Of(Format, """{"result":0,"message":"system busy","data":null}""");
        reading.Items.Should().BeEmpty();
        reading.Fault.Should().Be(new PayloadFault("result", "0", "The carrier answered: system busy"));
    }

    [Fact]
    public void A_shipment_without_a_number_is_a_fault_of_its_own()
    {
        PayloadReading reading = Readings.Of(Format, """{"result":1,"data":[{"tracks":[]},{"queryCode":"4PX3007654321098CN","tracks":[]}]}""");
        reading.Items[0].Fault.Should().Be(new PayloadFault("data[0].queryCode", "", "The shipment has no number."));
        reading.Items[1].Fault.Should().BeNull();
    }

    // The codes of the carrier, group by group.
    [Theory]
    [InlineData("FPX_L_RPIF", "InfoReceived")]
    [InlineData("FPX_L_SC", "PickedUp")]
    [InlineData("FPX_C_SPLS", "PickedUp")]
    [InlineData("FPX_C_SPQS", "PickedUp")]
    [InlineData("FPX_C_AAF", "PickedUp")]
    [InlineData("FPX_C_ADFF", "PickedUp")]
    [InlineData("FPX_F_ST", "LineHaul")]
    [InlineData("FPX_M_HA", "Departed")]
    [InlineData("FPX_M_DFOA", "Departed")]
    [InlineData("FPX_M_ATA", "Arrived")]
    [InlineData("FPX_M_CRSD", "LineHaul")]
    [InlineData("FPX_M_IT", "LineHaul")]
    [InlineData("FPX_I_RCUK", "ImportCustoms")]
    [InlineData("FPX_I_RC", "ImportCustoms")]
    [InlineData("FPX_D_AOPC", "LastMile")]
    [InlineData("FPX_D_APC", "LastMile")]
    [InlineData("FPX_D_AAD", "LastMile")]
    [InlineData("FPX_D_STPP", "LastMile")]
    [InlineData("FPX_D_HQ", "LastMile")]
    [InlineData("FPX_D_SD", "OutForDelivery")]
    [InlineData("FPX_D_FD", "AttemptFailed")]
    [InlineData("FPX_D_UNDG", "Exception")]
    [InlineData("FPX_S_OK", "Delivered")]
    [InlineData("FPX_S_OKGP", "Delivered")]
    [InlineData("FPX_S_OKVP", "Delivered")]
    [InlineData("FPX_S_OKPO", "Delivered")]
    [InlineData("FPX_S_OKCC", "Delivered")]
    [InlineData("FPX_S_OKSC", "Delivered")]
    [InlineData("FPX_C_DT", "Destroyed")]
    [InlineData("FPX_O_IR", "unmapped")]
    [InlineData("FPX_O_IRI", "unmapped")]
    [InlineData("FPX_O_RR", "unmapped")]
    [InlineData("FPX_X_NEW", "unmapped")]
    public void A_code_means_its_phase(string code, string phase) => Readings.Phase("4px", code, "").Should().Be(phase);

    [Theory]
    [InlineData("Waybill generated", "InfoReceived")]
    [InlineData("Arrived in destination country", "Arrived")]
    [InlineData("Delivered to local carrier", "LastMile")]
    [InlineData("Delivered", "Delivered")]
    [InlineData("Not delivered: no one at home", "AttemptFailed")]
    [InlineData("Export customs cleared", "ExportCustoms")]
    [InlineData("Returned to sender", "Returning")]
    public void The_wording_of_a_relay_code_decides(string text, string phase) => Readings.Phase("4px", "FPX_O_IRI", text).Should().Be(phase);
}
