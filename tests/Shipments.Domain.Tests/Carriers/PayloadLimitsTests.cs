using System.Text;
using Shipments.Domain.Carriers;

namespace Shipments.Domain.Tests.Carriers;

public sealed class PayloadLimitsTests
{
    private const string CainiaoEvent = """{"time":1790428500000,"actionCode":"A"}""";
    private const string UspsEvent = """{"eventTimestamp":"2026-11-23T00:00:00","eventCode":"10"}""";

    [Theory]
    [InlineData("cainiao-detail-json", PayloadLimits.BytesMax, true)]
    [InlineData("cainiao-detail-json", PayloadLimits.BytesMax + 1, false)]
    [InlineData("usps-v3-json", PayloadLimits.BytesMax, true)]
    [InlineData("usps-v3-json", PayloadLimits.BytesMax + 1, false)]
    public void A_payload_has_at_most_a_mebibyte(string format, int bytes, bool accepted)
    {
        string json = format.StartsWith("usps", StringComparison.Ordinal) ? "[]" : """{"module":[]}""";
        string padded = json.PadRight(bytes);
        Accepted(format, padded).Should().Be(accepted);
        (CarrierAdapters.Detect(Encoding.UTF8.GetBytes("""{"module":[]}""".PadRight(bytes))) is not null).Should().Be(accepted);
        CarrierAdapters.Default[format].PayloadBytesMax.Should().Be(PayloadLimits.BytesMax);
    }

    [Theory]
    [InlineData(PayloadLimits.DepthMax, true)]
    [InlineData(PayloadLimits.DepthMax + 1, false)]
    public void A_payload_nests_at_most_32_deep(int depth, bool accepted)
    {
        string nested = new string('[', depth - 1) + new string(']', depth - 1);
        Accepted("cainiao-detail-json", $$"""{"module":[],"deep":{{nested}}}""").Should().Be(accepted);
    }

    [Theory]
    [InlineData(PayloadLimits.ItemsMax, true)]
    [InlineData(PayloadLimits.ItemsMax + 1, false)]
    public void A_payload_has_at_most_1000_shipments(int items, bool accepted)
    {
        Accepted("cainiao-detail-json", $$"""{"module":[{{Repeat("""{"mailNo":"LP00628841937205"}""", items)}}]}""").Should().Be(accepted);
        Accepted("usps-v3-json", $"[{Repeat("""{"trackingNumber":"9400111206206406260787"}""", items)}]").Should().Be(accepted);
    }

    [Theory]
    [InlineData(PayloadLimits.EventsMax, true)]
    [InlineData(PayloadLimits.EventsMax + 1, false)]
    public void A_payload_has_at_most_2000_events_over_all_shipments(int events, bool accepted)
    {
        Accepted("cainiao-detail-json",
            $$"""{"module":[{"mailNo":"LP00628841937205","detailList":[{{Repeat(CainiaoEvent, events - 1)}}]},{"mailNo":"LP00628841937206","detailList":[{{CainiaoEvent}}]}]}""")
            .Should().Be(accepted);
        Accepted("usps-v3-json",
            $$"""[{"trackingNumber":"9400111206206406260787","trackingEvents":[{{Repeat(UspsEvent, events - 1)}}]},{"trackingNumber":"9400109104250532908587","trackingEvents":[{{UspsEvent}}]}]""")
            .Should().Be(accepted);
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault()
    {
        byte[] bytes = [.. "\uFEFF"u8, .. """{"module":[]}"""u8];
        CarrierAdapters.Default["cainiao-detail-json"].Read(bytes, DateTimeOffset.UnixEpoch).Fault.Should().BeNull();
        CarrierAdapters.Detect(bytes)!.Format.Should().Be("cainiao-detail-json");
    }

    [Fact]
    public void Bytes_that_are_no_text_are_one_fault() =>
        CarrierAdapters.Default["cainiao-detail-json"].Read(new byte[] { 0x7B, 0x22, 0xFF, 0x22 }, DateTimeOffset.UnixEpoch)
            .Fault!.Problem.Should().Be("The payload is not UTF-8.");

    [Fact]
    public void Broken_escapes_are_kept_as_written_and_break_nothing()
    {
        PayloadReading reading = CarrierAdapters.Default["cainiao-detail-json"].Read(
            """{"module":[{"mail\ud800":"x","mailNo":"LP00628841937205","detailList":[{"time":1790428500000,"actionCode":"A","desc":"a\ud800b"}]}]}"""u8.ToArray(),
            DateTimeOffset.UnixEpoch);
        reading.Items[0].Scans[0].Fact!.Text.Should().Be("""a\ud800b""");
    }

    [Theory]
    [InlineData("""{"data":{"module":[]}}""", null)]
    [InlineData("""{"module":"x"}""", null)]
    [InlineData("""{"success":true,"module":[]}""", "cainiao-detail-json")]
    [InlineData("""{"other":{"a":[1,{}]},"trackingEvents":[]}""", "usps-v3-json")]
    [InlineData("""[{"trackingNumber":"1"}]""", "usps-v3-json")]
    [InlineData("""{"apiVersion":"/tracking/v3","error":{}}""", "usps-v3-json")]
    [InlineData("""{"apiVersion":"/addresses/v3","error":{}}""", null)]
    [InlineData("[[]]", null)]
    [InlineData("[]", null)]
    [InlineData("", null)]
    [InlineData("<TrackResponse/>", "usps-webtools-xml")]
    [InlineData("""{"a":""", null)]
    public void A_format_is_told_by_the_names_at_the_top(string json, string? format) =>
        (CarrierAdapters.Detect(Encoding.UTF8.GetBytes(json))?.Format).Should().Be(format);

    private static bool Accepted(string format, string json)
    {
        PayloadReading reading = CarrierAdapters.Default[format].Read(Encoding.UTF8.GetBytes(json), DateTimeOffset.UnixEpoch);
        if (reading.Fault is not null)
            reading.Items.Should().BeEmpty();
        return reading.Fault is null;
    }

    private static string Repeat(string text, int times) => string.Join(',', Enumerable.Repeat(text, times));
}
