using System.Globalization;
using System.Text;
using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Carriers.Emsevt;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.UspsXml;

public sealed class UspsXmlAdapterTests
{
    private const string Format = "usps-webtools-xml";
    private const string Number = "9400111206206406260787";

    private static PayloadReading Mixed() => PostFixtures.Read(Format, PostFixtures.Bytes("UspsXml", "mixed.xml"), "2026-10-14T00:00:00Z");

    private static PayloadScan One(string fields) =>
        PostFixtures.Read(Format, $"<TrackResponse><TrackInfo ID=\"{Number}\"><TrackSummary>{fields}</TrackSummary></TrackInfo></TrackResponse>").Items[0].Scans[0];

    private static string Event(string city, string state, string zip, string country = "") =>
        $"<EventTime>10:00 am</EventTime><EventDate>July 1, 2026</EventDate><Event>Acceptance</Event><EventCity>{city}</EventCity>"
        + $"<EventState>{state}</EventState><EventZIPCode>{zip}</EventZIPCode><EventCountry>{country}</EventCountry><EventCode>03</EventCode>";

    [Fact]
    public void Good_and_failed_items_of_one_reply_are_told_apart()
    {
        PayloadReading reading = Mixed();

        reading.Fault.Should().BeNull();
        reading.Items.Select(item => (item.Number, item.Scans.Count, item.NotFound)).Should().Equal(
            (Number, 5, false), ("9400109104250532908587", 0, true), ("9202290317456200135409", 0, false), ("EH036261918US", 0, true));
        reading.Items[1].Fault.Should().BeNull();
        reading.Items[2].Fault.Should().Be(
            new PayloadFault("TrackInfo[2].Error", "-2147219302", "The carrier answered: The service of this number has ended."));
        reading.Items[3].Fault.Should().BeNull();
    }

    [Fact]
    public void Times_are_those_of_the_place()
    {
        // Chicago in summer is five hours behind UTC, New York four, Singapore eight ahead. The announcement has no place and no time of day:
        // its day, 14 hours before to 12 hours after.
        PostFixtures.Lines(Mixed().Items[0]).Should().Equal(
            "01 10-13 17:24:00",
            "OF 10-13 13:36:00",
            "10 10-10 01:05:00",
            "03 10-08 07:10:00",
            "MA 10-07 00:00:00 in 10-06 10:00:00..10-08 11:59:59");
    }

    [Fact]
    public void Scans_are_complete_and_say_where_their_zone_came_from()
    {
        IReadOnlyList<PayloadScan> scans = Mixed().Items[0].Scans;
        ScanFact delivered = scans[0].Fact!;

        delivered.Place.Should().Be(new PlaceRecord { City = "CHICAGO", Region = "IL", PostalCode = "60610", Country = "US" });
        (delivered.Carrier, delivered.Text, delivered.Number).Should().Be(("usps", "Delivered, Front Door/Porch", Number));
        delivered.Time.Raw.Should().Be("October 13, 2026 12:24 pm");
        scans.Select(scan => (ZoneSource)scan.Fact!.Time.ZoneSource).Should().Equal(
            ZoneSource.Office, ZoneSource.Office, ZoneSource.Office, ZoneSource.Country, ZoneSource.None);
        scans[4].Fact!.Time.Repair.Should().Be(ZonedTimes.NoTimeOfDay);

        // The promised day in Chicago, from midnight to midnight.
        PostFixtures.Utc(delivered.CarrierEta.FromMs).Should().Be("10-13 05:00:00");
        PostFixtures.Utc(delivered.CarrierEta.ToMs).Should().Be("10-14 04:59:59");
    }

    [Fact]
    public void A_number_within_the_summary_is_linked() =>
        Mixed().Items[0].Linked.Should().Equal(new LinkedNumber("RB254433138SG", "singpost", NumberRole.LastMile));

    [Fact]
    public void The_same_scan_has_the_same_id_in_both_formats()
    {
        const string Json = """
            { "trackingNumber": "9400111206206406260787", "trackingEvents": [ { "eventType": "Out for Delivery", "eventTimestamp": "2026-10-13T08:36:00",
              "GMTOffset": "-05:00", "eventCity": "CHICAGO", "eventState": "IL", "eventZIP": "60610", "eventCode": "OF" } ] }
            """;

        Mixed().Items[0].Scans[1].Fact!.Id.Should().Be(PostFixtures.Read("usps-v3-json", Json).Items[0].Scans[0].Fact!.Id);
    }

    [Fact]
    public void Lines_of_text_are_read()
    {
        PayloadItem item = PostFixtures.Read(Format, PostFixtures.Bytes("UspsXml", "lines.xml"), "2026-10-07T00:00:00Z").Items.Should().ContainSingle().Subject;

        // Bartow and ZIP 33699 keep Eastern time, Pensacola Central. "Delivered" has no name of an event, so its wording decides.
        PostFixtures.Lines(item).Should().Equal(
            " 10-06 10:50:00", "02 10-06 10:49:00", "10 10-05 23:28:00", "03 10-04 14:15:00", "! TrackInfo[0].TrackDetail[3]");
        item.Scans[0].Fact!.Place.Should().Be(new PlaceRecord { City = "BARTOW", Region = "FL", PostalCode = "33830", Country = "US" });
        item.Scans[2].Fact!.Place.Should().Be(new PlaceRecord { PostalCode = "33699", Country = "US" });
        item.Scans[3].Fact!.Place.City.Should().Be("PENSACOLA");
        item.Scans.Take(4).Select(scan => scan.Fact!.Time.Repair).Should().Equal("no-year", "no-year", "no-year", "");
        ((Phase)Vocabularies.Default.Map(item.Scans[0].Fact!).Phase).Should().Be(Phase.Delivered);
    }

    [Theory]
    [InlineData("2026-01-02T00:00:00Z", "2025")]
    [InlineData("2026-12-30T06:00:00Z", "2025")]
    [InlineData("2026-12-31T06:00:00Z", "2026")]
    public void A_line_without_a_year_is_of_the_last_one_possible(string receivedAt, string year)
    {
        string payload = $"<TrackResponse><TrackInfo ID=\"{Number}\"><TrackDetail>December 31 10:00 am ACCEPTANCE CHICAGO IL 60610</TrackDetail></TrackInfo></TrackResponse>";
        ScanFact fact = PostFixtures.Read(Format, Encoding.UTF8.GetBytes(payload), receivedAt).Items[0].Scans[0].Fact!;

        DateTimeOffset.FromUnixTimeMilliseconds(fact.Time.UtcMs).Year.ToString(CultureInfo.InvariantCulture).Should().Be(year);
    }

    // 10:00 of July 1, 2026, on the clock of each place; a state or ZIP area with two clocks makes an interval of an hour.
    [Theory]
    [InlineData("", "NY", "", "03 07-01 14:00:00")]
    [InlineData("", "IL", "60007", "03 07-01 15:00:00")]
    [InlineData("", "CO", "", "03 07-01 16:00:00")]
    [InlineData("", "CA", "91715", "03 07-01 17:00:00")]
    [InlineData("", "AK", "99501", "03 07-01 18:00:00")]
    [InlineData("", "AK", "99546", "03 07-01 19:00:00")]
    [InlineData("", "HI", "96753", "03 07-01 20:00:00")]
    [InlineData("", "GU", "96910", "03 07-01 00:00:00")]
    [InlineData("", "AZ", "85001", "03 07-01 17:00:00")]
    [InlineData("", "AZ", "86503", "03 07-01 17:00:00 in 07-01 16:00:00..07-01 17:00:00")]
    [InlineData("", "TX", "", "03 07-01 15:00:00 in 07-01 15:00:00..07-01 16:00:00")]
    [InlineData("", "TX", "75201", "03 07-01 15:00:00")]
    [InlineData("", "TX", "79901", "03 07-01 16:00:00")]
    [InlineData("", "", "79901", "03 07-01 16:00:00")]
    [InlineData("", "TN", "37902", "03 07-01 14:00:00")]
    [InlineData("OAK CREEK WI DISTRIBUTION CENTER", "", "", "03 07-01 15:00:00")]
    [InlineData("NOWHERE", "", "", "03 07-01 10:00:00 in 06-30 20:00:00..07-01 22:00:00")]
    [InlineData("NOWHERE", "ZZ", "", "03 07-01 10:00:00 in 06-30 20:00:00..07-01 22:00:00")]
    public void The_state_or_the_ZIP_code_decides_the_clock(string city, string state, string zip, string line) =>
        PostFixtures.Lines(new PayloadItem(Number, [], [One(Event(city, state, zip))], false, null)).Should().Equal(line);

    [Theory]
    [InlineData("JAPAN", "03 07-01 01:00:00")]
    [InlineData("CANADA", "03 07-01 14:00:00 in 07-01 12:30:00..07-01 17:00:00")]
    [InlineData("ATLANTIS", "03 07-01 10:00:00 in 06-30 20:00:00..07-01 22:00:00")]
    public void Abroad_the_country_decides_where_it_has_one_clock(string country, string line) =>
        PostFixtures.Lines(new PayloadItem(Number, [], [One(Event("", "", "", country))], false, null)).Should().Equal(line);

    [Fact]
    public void A_missing_code_is_told_from_the_name_and_for_the_newest_event_from_the_category()
    {
        string fields = "<EventDate>July 1, 2026</EventDate><EventTime>10:00 am</EventTime><Event>{0}</Event>";
        string payload = $"<TrackResponse><TrackInfo ID=\"{Number}\"><StatusCategory>Delivery Attempt: Action Needed</StatusCategory>"
            + $"<TrackSummary>{string.Format(CultureInfo.InvariantCulture, fields, "Reminder")}</TrackSummary>"
            + $"<TrackDetail>{string.Format(CultureInfo.InvariantCulture, fields, "Notice Left (No Authorized Recipient Available)")}</TrackDetail>"
            + $"<TrackDetail>{string.Format(CultureInfo.InvariantCulture, fields, "Reminder")}</TrackDetail></TrackInfo></TrackResponse>";

        PostFixtures.Read(Format, payload).Items[0].Scans.Select(scan => scan.Fact!.Code).Should().Equal("DELIVERY_ATTEMPT_ACTION_NEEDED", "02", "");
    }

    [Fact]
    public void An_event_without_a_readable_date_is_a_fault_of_its_own() => One("<EventDate>soon</EventDate><Event>Acceptance</Event>").Fault.Should().Be(
        new PayloadFault("TrackInfo[0].TrackSummary.EventDate", "soon", "The event has no readable date."));

    [Fact]
    public void A_refusal_of_the_whole_call_is_told()
    {
        PayloadReading reading = PostFixtures.Read(Format, "<Error><Number>80040b1a</Number><Description>Authorization failure.</Description></Error>");

        reading.Items.Should().BeEmpty();
        reading.Fault.Should().Be(new PayloadFault("Error", "80040b1a", "The carrier answered: Authorization failure."));
    }

    [Fact]
    public void A_document_type_is_refused()
    {
        const string Bomb = "<!DOCTYPE TrackResponse [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><TrackResponse><TrackInfo ID=\"&b;\"/></TrackResponse>";

        PayloadReading reading = PostFixtures.Read(Format, Bomb);

        reading.Items.Should().BeEmpty();
        reading.Fault!.Problem.Should().Contain("without a document type");
    }

    [Fact]
    public void What_came_before_a_break_is_kept_and_the_break_is_told()
    {
        byte[] whole = PostFixtures.Bytes("UspsXml", "mixed.xml");
        int cut = Encoding.UTF8.GetString(whole).IndexOf("<Event>Acceptance", StringComparison.Ordinal);

        PayloadItem item = PostFixtures.Read(Format, whole[..cut], "2026-10-14T00:00:00Z").Items.Should().ContainSingle().Subject;

        PostFixtures.Lines(item).Should().Equal("01 10-13 17:24:00", "OF 10-13 13:36:00", "10 10-10 01:05:00");
        item.Fault!.Problem.Should().StartWith("From here on the payload is no well-formed XML");
    }

    [Fact]
    public void Thirty_two_levels_are_read_and_one_more_is_a_fault()
    {
        string Nested(int levels) => $"<TrackResponse><TrackInfo ID=\"{Number}\">{string.Concat(Enumerable.Repeat("<a>", levels - 2))}"
            + $"{string.Concat(Enumerable.Repeat("</a>", levels - 2))}</TrackInfo></TrackResponse>";

        PostFixtures.Read(Format, Nested(PayloadLimits.DepthMax)).Items[0].Fault.Should().BeNull();
        PostFixtures.Read(Format, Nested(PayloadLimits.DepthMax + 1)).Items[0].Fault!.Problem.Should().Contain("at most 32 levels");
    }

    [Fact]
    public void Items_and_events_are_bounded()
    {
        string Items(int count) => $"<TrackResponse>{string.Concat(Enumerable.Repeat("<TrackInfo ID=\"RB254433138SG\"/>", count))}</TrackResponse>";
        string Events(int count) => $"<TrackResponse><TrackInfo ID=\"{Number}\">{string.Concat(Enumerable.Repeat("<TrackDetail>x</TrackDetail>", count))}</TrackInfo></TrackResponse>";

        PostFixtures.Read(Format, Items(PayloadLimits.ItemsMax)).Items.Should().HaveCount(PayloadLimits.ItemsMax);
        PostFixtures.Read(Format, Items(PayloadLimits.ItemsMax + 1)).Fault!.Problem.Should().Be("A payload has at most 1000 shipments.");
        PostFixtures.Read(Format, Events(PayloadLimits.EventsMax)).Items[0].Scans.Should().HaveCount(PayloadLimits.EventsMax);
        PostFixtures.Read(Format, Events(PayloadLimits.EventsMax + 1)).Fault!.Problem.Should().Be("A payload has at most 2000 events.");
    }

    [Fact]
    public void A_payload_of_one_mebibyte_is_read_and_one_byte_more_is_refused()
    {
        const string Reply = "<TrackResponse><TrackInfo ID=\"RB254433138SG\"/></TrackResponse>";
        string full = Reply.PadRight(PayloadLimits.BytesMax);

        PostFixtures.Read(Format, full).Items.Should().HaveCount(1);
        PostFixtures.Read(Format, full + " ").Fault!.Value.Should().Be("1048577 bytes");
    }
}
