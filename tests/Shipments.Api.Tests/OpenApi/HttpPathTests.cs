using Shipments.Api.OpenApi;

namespace Shipments.Api.Tests.OpenApi;

public sealed class HttpPathTests
{
    [Theory]
    [InlineData("/v1/parcels", "/v1/parcels", "")]
    [InlineData("/v1/scans:record", "/v1/scans:record", "")]
    [InlineData("/v1/{name=parcels/*}", "/v1/parcels/{parcel}", "parcel:name")]
    [InlineData("/v1/{parcel.name=parcels/*}:cancel", "/v1/parcels/{parcel}:cancel", "parcel:parcel.name")]
    [InlineData("/v1/{name=lanes/*/days/*}", "/v1/lanes/{lane}/days/{day}", "lane:name,day:name")]
    [InlineData("/v1/{name=lanes/*/*}", "/v1/lanes/{lane}/{lane_2}", "lane:name,lane_2:name")]
    [InlineData("/v1/numbers/{number}", "/v1/numbers/{number}", "number:number")]
    public void A_pattern_becomes_segments_with_a_parameter_for_each_star(string rule, string template, string parameters)
    {
        HttpPath path = HttpPath.Parse(rule);

        path.Template.Should().Be(template);
        string.Join(',', path.Parameters.Select(parameter => $"{parameter.Name}:{parameter.Field}")).Should().Be(parameters);
    }
}
