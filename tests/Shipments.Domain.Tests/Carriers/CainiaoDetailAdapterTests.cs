using System.Text;
using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers;

public sealed class CainiaoDetailAdapterTests
{
    private static readonly DateTimeOffset Received = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Milliseconds_that_are_the_wall_clock_read_as_beijing_time_do_not_count()
    {
        // 14:18:40 at +2 is 12:18:40 UTC; read at +8 it would be 06:18:40.
        EventTimeRecord time = Event("""{ "time": 1787465920000, "timeStr": "2026-08-23 14:18:40", "timeZone": "GMT+2", "actionCode": "LH_DEPART" }""").Time;
        Utc(time).Should().Be("2026-08-23 12:18:40");
        (time.OffsetMinutes, time.ZoneSource, time.Raw, time.Repair, time.EarliestMs).Should()
            .Be((120, (int)ZoneSource.Explicit, "2026-08-23 14:18:40 GMT+2", "cainiao-beijing-ms", 0L));
    }

    [Fact]
    public void Milliseconds_that_agree_with_clock_and_label_need_no_repair()
    {
        EventTimeRecord time = Event("""{ "time": 1787487520000, "timeStr": "2026-08-23 14:18:40", "timeZone": "GMT+2", "actionCode": "LH_DEPART" }""").Time;
        (Utc(time), time.Repair).Should().Be(("2026-08-23 12:18:40", ""));
    }

    [Fact]
    public void Milliseconds_that_contradict_otherwise_are_noted()
    {
        EventTimeRecord time = Event("""{ "time": 1787480000000, "timeStr": "2026-08-23 14:18:40", "timeZone": "GMT+2", "actionCode": "LH_DEPART" }""").Time;
        (Utc(time), time.Repair).Should().Be(("2026-08-23 12:18:40", "cainiao-time-differs"));
    }

    [Theory]
    [InlineData("LH_ARRIVE", "Chile", true)]
    [InlineData("GTMS_SIGNED", "Belgium", true)]
    [InlineData("GTMS_SIGNED", "Singapore", false)]
    [InlineData("GTMS_SIGNED", "", false)]
    [InlineData("LH_DEPART", "Chile", false)]
    [InlineData("RT_INBOUND", "Chile", false)]
    public void A_beijing_label_past_the_border_of_a_country_without_that_time_makes_an_interval(string code, string destination, bool interval)
    {
        EventTimeRecord time = Event(
            $$"""{ "time": 1790428500000, "timeStr": "2026-09-26 21:15:00", "timeZone": "GMT+8", "actionCode": "{{code}}" }""", $"\"destCountry\": \"{destination}\",").Time;
        Utc(time).Should().Be("2026-09-26 13:15:00");
        (time.ZoneSource == (int)ZoneSource.None, time.Repair).Should().Be((interval, interval ? "cainiao-beijing-label" : ""));
        if (interval)
        {
            // 21:15 on the wall, somewhere between +14 and -12.
            Utc(time.EarliestMs).Should().Be("2026-09-26 07:15:00");
            Utc(time.LatestMs).Should().Be("2026-09-27 09:15:00");
        }
    }

    [Theory]
    [InlineData("""{ "time": 1790428500000, "actionCode": "X" }""", "2026-09-26 13:15:00", ZoneSource.Explicit)]
    [InlineData("""{ "time": "1790428500000", "timeStr": "yesterday", "actionCode": "X" }""", "2026-09-26 13:15:00", ZoneSource.Explicit)]
    [InlineData("""{ "time": 1790428500000, "timeStr": "2026-09-26 21:15:00", "actionCode": "X" }""", "2026-09-26 13:15:00", ZoneSource.Explicit)]
    [InlineData("""{ "timeStr": "2026-09-26 21:15:00", "timeZone": "UTC+5:30", "actionCode": "X" }""", "2026-09-26 15:45:00", ZoneSource.Explicit)]
    [InlineData("""{ "timeStr": "2026-09-26 21:15:00", "timeZone": "GMT", "actionCode": "X" }""", "2026-09-26 21:15:00", ZoneSource.Explicit)]
    [InlineData("""{ "timeStr": "2026-09-26 21:15:00", "timeZone": "Mars", "actionCode": "X" }""", "2026-09-26 21:15:00", ZoneSource.None)]
    [InlineData("""{ "timeStr": "2026-09-26 21:15:00", "actionCode": "X" }""", "2026-09-26 21:15:00", ZoneSource.None)]
    public void What_is_there_of_a_time_is_used(string json, string utc, ZoneSource source)
    {
        EventTimeRecord time = Event(json).Time;
        (Utc(time), (ZoneSource)time.ZoneSource).Should().Be((utc, source));
    }

    [Theory]
    [InlineData("""{ "actionCode": "X" }""", "module[0].detailList[0].timeStr", "")]
    [InlineData("""{ "time": 12, "actionCode": "X" }""", "module[0].detailList[0].time", "12")]
    [InlineData("""{ "time": 9223372036854775807, "actionCode": "X" }""", "module[0].detailList[0].time", "9223372036854775807")]
    [InlineData("""{ "timeStr": "soon", "actionCode": "X" }""", "module[0].detailList[0].timeStr", "soon")]
    [InlineData("""{ "time": 1790428500000 }""", "module[0].detailList[0]", "")]
    [InlineData("7", "module[0].detailList[0]", "7")]
    public void An_event_that_cannot_be_read_says_what_was_wrong(string json, string field, string value)
    {
        PayloadScan scan = Item($"\"detailList\": [{json}]").Scans.Should().ContainSingle().Subject;
        scan.Fact.Should().BeNull();
        (scan.Fault!.Field, scan.Fault.Value).Should().Be((field, value));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_code_longer_than_64_characters_is_a_fault(int length, bool read)
    {
        string code = new('X', length);
        PayloadScan scan = Item($$"""
            "detailList": [{ "time": 1790428500000, "actionCode": "{{code}}" }]
            """).Scans[0];
        (scan.Fact?.Code ?? scan.Fault!.Value).Should().Be(code);
        (scan.Fact is not null).Should().Be(read);
    }

    [Fact]
    public void A_text_longer_than_1024_characters_is_cut_and_shows_it()
    {
        Event($$"""{ "time": 1790428500000, "actionCode": "X", "desc": "{{new string('t', 1024)}}" }""").Text.Should().Be(new string('t', 1024));
        Event($$"""{ "time": 1790428500000, "actionCode": "X", "desc": "{{new string('t', 1025)}}" }""").Text.Should().Be(new string('t', 1023) + "…");
    }

    [Fact]
    public void The_place_stands_in_brackets()
    {
        ScanFact fact = Event("""{ "time": 1790428500000, "actionCode": "X", "desc": "Departed", "standerdDesc": "[Xiaoshan District] Departed" }""");
        (fact.Text, fact.Place.City).Should().Be(("Departed", "Xiaoshan District"));
        Event("""{ "time": 1790428500000, "actionCode": "X", "desc": "【宁波】已揽收" }""").Place.City.Should().Be("宁波");
    }

    [Fact]
    public void Numbers_come_from_fields_with_labels_and_from_sentences()
    {
        PayloadItem item = Item("""
            "realMailNo": "Latest Tracking Number:\tRC000000003EE", "copyRealMailNo": "RC000000003EE", "virtualMailNo": "LP00628841937205",
            "detailList": [
              { "time": 1790428500000, "actionCode": "A", "desc": "Handed over, last-mile number UG251350054MV." },
              { "time": 1790428500000, "actionCode": "B", "desc": "see 4209021092 or RR123456789CN, order 81234567890123, USPS:420787459400111206206406260787" },
              { "time": 1790428500000, "actionCode": "C", "desc": "运单号UG251350054MV已签收" }]
            """);
        item.Linked.Should().Equal(
            new LinkedNumber("RC000000003EE", "omniva", NumberRole.LastMile),
            new LinkedNumber("LP00628841937205", "cainiao", NumberRole.Platform),
            new LinkedNumber("UG251350054MV", "post-mv", NumberRole.LastMile),
            new LinkedNumber("9400111206206406260787", "usps", NumberRole.LastMile));
    }

    [Theory]
    [InlineData(16, false)]
    [InlineData(17, true)]
    public void At_most_16_further_numbers_are_linked(int count, bool fault)
    {
        string numbers = string.Join(' ', Enumerable.Range(0, count).Select(at => $"RB{10_000_000 + at}{S10Number.DigitFor($"{10_000_000 + at}")}SG"));
        PayloadItem item = Item($$"""
            "detailList": [{ "time": 1790428500000, "actionCode": "A", "desc": "{{numbers}}" }]
            """);
        item.Linked.Should().HaveCount(16);
        (item.Fault is not null).Should().Be(fault);
        item.Scans.Should().ContainSingle().Which.Fact.Should().NotBeNull();
    }

    [Fact]
    public void Economy_is_a_service_without_scans_after_the_line_haul()
    {
        const string scans = """
            "detailList": [{ "time": 1790428500000, "actionCode": "A" }]
            """;
        Item($"\"mailType\": \"Economy\", {scans}").Scans[0].Fact!.UntrackedService.Should().BeTrue();
        Item($"\"mailType\": \"Standard\", {scans}").Scans[0].Fact!.UntrackedService.Should().BeFalse();
    }

    [Fact]
    public void The_promise_is_on_the_newest_scan_and_scans_of_a_minute_keep_their_order()
    {
        PayloadItem item = Item("""
            "globalEtaInfo": { "deliveryMinTime": 1790600000000, "deliveryMaxTime": "1790500000000" },
            "detailList": [
              { "time": 1790428530000, "actionCode": "C" }, { "time": 1790428530000, "actionCode": "B" }, { "time": 1790428500000, "actionCode": "A" },
              { "time": 1790420000000, "actionCode": "0" }]
            """);
        item.Scans.Select(scan => scan.Fact!.Sequence).Should().Equal(3, 2, 1, 1);
        item.Scans[0].Fact!.CarrierEta.Should().Be(new WindowRecord { FromMs = 1790500000000, ToMs = 1790600000000, Source = "cainiao" });
        item.Scans.Skip(1).Should().OnlyContain(scan => scan.Fact!.CarrierEta == null);
    }

    [Fact]
    public void Oldest_first_is_understood_too()
    {
        PayloadItem item = Item("""
            "detailList": [{ "time": 1790420000000, "actionCode": "0" }, { "time": 1790428500000, "actionCode": "A" }, { "time": 1790428530000, "actionCode": "B" }]
            """);
        item.Scans.Select(scan => scan.Fact!.Sequence).Should().Equal(1, 1, 2);
    }

    [Fact]
    public void The_newest_event_alone_and_a_repeated_list_lose_nothing()
    {
        Item("""
            "latestTrace": { "time": 1790428500000, "actionCode": "A" }, "detailList": []
            """).Scans.Should().ContainSingle();
        Item("""
            "detailList": [{ "time": 1790428500000, "actionCode": "A" }], "detailList": [{ "time": 1790420000000, "actionCode": "B" }]
            """).Scans.Select(scan => scan.Fact!.Code).Should().Equal("A", "B");
    }

    [Fact]
    public void A_shipment_without_a_number_spoils_no_other()
    {
        PayloadReading reading = Read("""
            { "success": true, "module": [{ "mailNo": "!" }, 5, { "mailNo": "LP00628841937205", "detailList": [] }] }
            """);
        reading.Items.Select(item => (item.Number, item.Fault?.Field, item.NotFound)).Should().Equal(
            ("", "module[0].mailNo", false), ("", "module[1].mailNo", false), ("LP00628841937205", null, true));
    }

    [Theory]
    [InlineData("{", "line 1, byte 2")]
    [InlineData("", "line 1, byte 1")]
    [InlineData("[]", "")]
    [InlineData("{ \"module\": null }", "")]
    [InlineData("{ \"success\": false, \"module\": [] }", "false")]
    public void What_is_no_such_payload_is_one_fault(string json, string value)
    {
        PayloadReading reading = Read(json);
        reading.Items.Should().BeEmpty();
        reading.Fault!.Value.Should().Be(value);
    }

    private static ScanFact Event(string json, string fields = "") => Item($"{fields} \"detailList\": [{json}]").Scans.Should().ContainSingle().Which.Fact!;

    private static PayloadItem Item(string fields)
    {
        PayloadReading reading = Read($$"""{ "success": true, "module": [{ "mailNo": "RC000000002EE", {{fields}} }] }""");
        reading.Fault.Should().BeNull();
        return reading.Items.Should().ContainSingle().Subject;
    }

    private static PayloadReading Read(string json) => CarrierAdapters.Default["cainiao-detail-json"].Read(Encoding.UTF8.GetBytes(json), Received);

    private static string Utc(EventTimeRecord time) => Utc(time.UtcMs);

    private static string Utc(long ms) => $"{DateTimeOffset.FromUnixTimeMilliseconds(ms):yyyy-MM-dd HH:mm:ss}";
}
