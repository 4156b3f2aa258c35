using System.Text;
using Shipments.Domain.Carriers;

namespace Shipments.Domain.Tests.Carriers.Platforms;

/// <summary>Each format at its bounds and one past them: shipments, events, bytes, depth, codes, linked numbers.</summary>
public sealed class PayloadBoundTests
{
    public static TheoryData<string, string, string, string> Shapes => new()
    {
        // Format; envelope; shipment; event. # stands for what repeats.
        { "4px-tracks-json", """{"result":1,"data":[#]}""", """{"queryCode":"AB123456","tracks":[#]}""", """{"tkCode":"CODE","tkDesc":"t","tkDate":"2026-03-12T10:04:00.000+0000"}""" },
        { "yunexpress-tracks-json", """{"result":[#]}""", """{"waybill_number":"AB123456","track_info":[{"track_events":[#]}]}""", """{"event_date":"2026-03-12 10:04","description":"CODE"}""" },
        { "aliexpress-ld-json", """{"data":{"module":{"trackingDetailLineList":[#]}}}""", """{"mailNo":"AB123456","detailList":[#]}""", """{"time":1789960000000,"trackingSecondCode":"CODE"}""" },
        { "aftership-tracking-json", """{"data":{"trackings":[#]}}""", """{"tracking_number":"AB123456","checkpoints":[#]}""", """{"subtag":"CODE","checkpoint_time":"2026-03-12T10:04:00Z"}""" },
        { "17track-push-json", """{"code":0,"data":{"accepted":[#]}}""", """{"number":"AB123456","track_info":{"tracking":{"providers":[{"events":[#]}]}}}""", """{"sub_status":"CODE","time_iso":"2026-03-12T10:04:00Z"}""" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_thousand_shipments_are_read_and_one_more_is_a_fault(string format, string envelope, string shipment, string scan)
    {
        scan.Should().NotBeEmpty();
        string empty = shipment.Replace("#", "", StringComparison.Ordinal);
        Readings.Of(format, Filled(envelope, empty, 1_000)).Items.Should().HaveCount(1_000);
        PayloadReading past = Readings.Of(format, Filled(envelope, empty, 1_001));
        past.Items.Should().BeEmpty();
        past.Fault!.Value.Should().Be("1001");
        past.Fault.Problem.Should().Be("A payload has at most 1000 shipments.");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Two_thousand_events_are_read_and_one_more_is_a_fault(string format, string envelope, string shipment, string scan)
    {
        string half = Filled(shipment, scan, 1_000);
        Readings.Of(format, Filled(envelope, half, 2)).Items.Sum(item => item.Scans.Count(each => each.Fact is not null)).Should().Be(2_000);
        string more = Filled(shipment, scan, 1_001);
        PayloadReading past = Readings.Of(format, envelope.Replace("#", half + "," + more, StringComparison.Ordinal));
        past.Items.Should().BeEmpty();
        past.Fault!.Value.Should().Be("2001");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_code_of_64_characters_is_read_and_a_longer_one_is_a_fault_of_its_scan(string format, string envelope, string shipment, string scan)
    {
        if (format == "yunexpress-tracks-json")
        {
            // It has no codes: its text is cut, and shows it.
            string text = scan.Replace("CODE", new string('x', 1_025), StringComparison.Ordinal);
            Readings.Fact(Readings.Single(format, Filled(envelope, Filled(shipment, text, 1), 1))).Text.Should().Be(new string('x', 1_023) + "…");
            return;
        }

        string fits = scan.Replace("CODE", new string('x', 64), StringComparison.Ordinal);
        string longer = scan.Replace("CODE", new string('x', 65), StringComparison.Ordinal);
        PayloadItem item = Readings.Single(format, Filled(envelope, Filled(shipment, fits + "," + longer, 1), 1));
        item.Scans[0].Fact!.Code.Should().Be(new string('x', 64));
        item.Scans[1].Fault!.Problem.Should().Be("A code has at most 64 characters.");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_payload_of_one_mebibyte_is_read_and_a_larger_one_is_a_fault(string format, string envelope, string shipment, string scan)
    {
        byte[] whole = Encoding.UTF8.GetBytes(Filled(envelope, Filled(shipment, scan, 1), 1));
        byte[] padded = [.. whole, .. Enumerable.Repeat((byte)' ', (1 << 20) - whole.Length)];
        Readings.Of(format, padded).Items.Should().ContainSingle();
        CarrierAdapters.Default[format].PayloadBytesMax.Should().Be(1 << 20);
        PayloadReading past = Readings.Of(format, [.. padded, (byte)' ']);
        past.Items.Should().BeEmpty();
        past.Fault!.Value.Should().Be("1048577 bytes");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_is_too_deep_or_no_object_is_a_fault_and_no_exception(string format, string envelope, string shipment, string scan)
    {
        string deep = string.Concat(Enumerable.Repeat("[", 33)) + string.Concat(Enumerable.Repeat("]", 33));
        Readings.Of(format, $$"""{"deep":{{deep}}}""").Fault.Should().NotBeNull();
        foreach (string nothing in new[] { "", "null", "[]", "7", "\"text\"", "{}" })
            Readings.Of(format, nothing).Fault.Should().NotBeNull(nothing);
        PayloadItem item = Readings.Single(format, Filled(envelope, Filled(shipment, $"7,{scan}", 1), 1));
        item.Scans[0].Fault.Should().NotBeNull();
        item.Scans[1].Fact.Should().NotBeNull();
        Readings.Of(format, Filled(envelope, "7", 1)).Items.Should().ContainSingle().Which.Fault.Should().NotBeNull();
    }

    [Fact]
    public void Sixteen_further_numbers_are_linked_and_one_more_is_a_fault_of_the_shipment()
    {
        static string Payload(int count) =>
            $$"""{"result":1,"data":[{"queryCode":"AB123456","hawbCodeSet":[{{string.Join(',', Enumerable.Range(0, count).Select(at => $"\"HAWB{1_000_000 + at}\""))}}]}]}""";
        PayloadItem full = Readings.Single("4px-tracks-json", Payload(16));
        full.Linked.Should().HaveCount(16);
        full.Fault.Should().BeNull();
        PayloadItem past = Readings.Single("4px-tracks-json", Payload(17));
        past.Linked.Should().HaveCount(16);
        past.Fault!.Value.Should().Be("HAWB1000016");
    }

    private static string Filled(string shape, string part, int count) =>
        shape.Replace("#", string.Join(',', Enumerable.Repeat(part, count)), StringComparison.Ordinal);
}
