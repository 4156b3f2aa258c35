using System.Text;
using Shipments.Domain.Carriers;

namespace Shipments.Domain.Tests.Carriers.Emsevt;

public sealed class PostDetectionTests
{
    [Theory]
    [InlineData("UspsXml", "mixed.xml", "usps-webtools-xml")]
    [InlineData("UspsXml", "lines.xml", "usps-webtools-xml")]
    [InlineData("Correos", "shipments.json", "correos-localizador-json")]
    [InlineData("Correos", "commented.json", "correos-localizador-json")]
    [InlineData("SingPost", "items.json", "singpost-track-json")]
    [InlineData("Emsevt", "events.txt", "upu-emsevt-lines")]
    [InlineData("Emsevt", "header.txt", "upu-emsevt-lines")]
    public void Each_format_is_told_by_its_structure(string folder, string file, string format) =>
        CarrierAdapters.Detect(PostFixtures.Bytes(folder, file))!.Format.Should().Be(format);

    [Theory]
    [InlineData("\ufeff<Error><Number>1</Number></Error>", "usps-webtools-xml")]
    [InlineData("{\"module\":[],\"success\":true}", "cainiao-detail-json")]
    [InlineData("{\"trackingNumber\":\"1\",\"trackingEvents\":[]}", "usps-v3-json")]
    [InlineData("[{\"codEnvio\":\"PQ4F6P0700012340128013L\",\"codPro", "correos-localizador-json")]
    [InlineData("{\"items\":[{\"trackingNumber\":\"RB254433138SG\",\"events\":[]}]}", "singpost-track-json")]
    [InlineData("RB254433138SG|EMC|2026-10-10 10:00|SGSINN", "upu-emsevt-lines")]
    public void The_beginning_is_enough(string payload, string format) =>
        CarrierAdapters.Detect(Encoding.UTF8.GetBytes(payload))!.Format.Should().Be(format);

    [Theory]
    [InlineData("")]
    [InlineData("<html><body/></html>")]
    [InlineData("<TrackResponse")]
    [InlineData("{\"items\":[{\"name\":\"x\"}]}")]
    [InlineData("name;size;colour")]
    [InlineData("a,b,c\nEMA,EMB,EMC")]
    [InlineData("{\"ok\":true}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"items\":[{\"\\ud800\":1}]}")]
    public void Anything_else_is_none_of_them(string payload) => CarrierAdapters.Detect(Encoding.UTF8.GetBytes(payload)).Should().BeNull();
}
