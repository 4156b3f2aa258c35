using System.Text;
using Shipments.Domain.Carriers;

namespace Shipments.Domain.Tests.Carriers.Platforms;

public sealed class DetectionTests
{
    [Theory]
    [InlineData("FourPx/parcel.json", "4px-tracks-json")]
    [InlineData("YunExpress/waybill.json", "yunexpress-tracks-json")]
    [InlineData("AliExpress/order.json", "aliexpress-ld-json")]
    [InlineData("AfterShip/tracking.json", "aftership-tracking-json")]
    [InlineData("AfterShip/webhook.json", "aftership-tracking-json")]
    [InlineData("SeventeenTrack/reply.json", "17track-push-json")]
    [InlineData("SeventeenTrack/push.json", "17track-push-json")]
    public void A_fixture_is_told_by_its_structure(string fixture, string format) =>
        CarrierAdapters.Detect(Fixtures.Own(fixture))!.Format.Should().Be(format);

    [Theory]
    [InlineData("""{"event":"TRACKING_STOPPED","data":{"number":"RB123456785GB"}}""", "17track-push-json")]
    [InlineData("""{"code":-1,"data":{"errors":[]}}""", "17track-push-json")]
    [InlineData("""{"data":{"track_info":{}}}""", "17track-push-json")]
    [InlineData("""{"meta":{"code":4004},"data":{}}""", "aftership-tracking-json")]
    [InlineData("""{"data":{"trackings":[]}}""", "aftership-tracking-json")]
    [InlineData("""{"msg":{"tracking_number":"x"}}""", "aftership-tracking-json")]
    [InlineData("""{"data":{"module":{}}}""", "aliexpress-ld-json")]
    [InlineData("""{"success":true,"result":[{"waybill_number":"x"}]}""", "yunexpress-tracks-json")]
    [InlineData("""{"module":[],"success":true}""", "cainiao-detail-json")]
    [InlineData("""[{"trackingNumber":"x"}]""", "usps-v3-json")]
    [InlineData("""{"event":"tracking_update"}""", "")]
    [InlineData("""{"data":[]}""", "")]
    [InlineData("""{"data":{"number":"x"}}""", "")]
    [InlineData("""{"result":1,"data":"x"}""", "")]
    [InlineData("""{"data":{"other":{"tracking":{}}}}""", "")]
    [InlineData("""{"data":{""", "")]
    [InlineData("""{"\ud800":1,"data":{"\ud800":1,"accepted":[]}}""", "17track-push-json")]
    [InlineData("""{"\ud800":1,"event":"\ud800"}""", "")]
    public void An_envelope_is_told_by_what_is_in_it(string payload, string format) =>
        (CarrierAdapters.Detect(Encoding.UTF8.GetBytes(payload))?.Format ?? "").Should().Be(format);

    [Theory]
    [InlineData("4px-tracks-json", "4px")]
    [InlineData("yunexpress-tracks-json", "yunexpress")]
    [InlineData("aliexpress-ld-json", "aliexpress")]
    [InlineData("aftership-tracking-json", "aftership")]
    [InlineData("17track-push-json", "17track")]
    public void The_carrier_of_each_format_has_a_vocabulary(string format, string carrier)
    {
        CarrierAdapters.Default[format].Carrier.Should().Be(carrier);
        Vocabularies.Default.Carriers.Should().ContainKey(carrier);
    }
}
