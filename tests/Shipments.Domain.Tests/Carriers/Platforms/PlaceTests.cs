using Shipments.Domain.Carriers;

namespace Shipments.Domain.Tests.Carriers.Platforms;

public sealed class PlaceTests
{
    // Two letters that are a state as well as a country say nothing, unless a ZIP code follows.
    [Theory]
    [InlineData("LOS ANGELES, US", "US")]
    [InlineData("Los Angeles, CA", "")]
    [InlineData("Los Angeles, CA 90001", "US")]
    [InlineData("New York, NY", "US")]
    [InlineData("New York, NY 10001-1234", "US")]
    [InlineData("Wilmington, DE", "")]
    [InlineData("NARITA-SHI JP", "JP")]
    [InlineData("DONGGUAN CN", "CN")]
    [InlineData("BuJi,ShenZhen", "CN")]
    [InlineData("Shenzhen", "CN")]
    [InlineData("广东省深圳市", "CN")]
    [InlineData("AUSTRIA", "AT")]
    [InlineData("Dublin, Ireland", "IE")]
    [InlineData("Hong Kong", "HK")]
    [InlineData("JFK", "")]
    [InlineData("", "")]
    [InlineData(",,,", "")]
    public void A_place_names_its_country_or_none(string place, string country) => PlaceNames.Country(place).Should().Be(country);

    [Theory]
    [InlineData("CN", 8.0)]
    [InlineData("IN", 5.5)]
    [InlineData("NP", 5.75)]
    [InlineData("AR", -3.0)]
    public void A_country_with_one_clock_has_one_offset(string country, double hours) =>
        CountryClocks.Fixed(country).Should().Be(TimeSpan.FromHours(hours));

    [Theory]
    [InlineData("US")]
    [InlineData("DE")]
    [InlineData("")]
    [InlineData("QQ")]
    public void Any_other_has_none(string country) => CountryClocks.Fixed(country).Should().BeNull();

    [Theory]
    [InlineData("US", -10.0, true)]
    [InlineData("US", -10.25, false)]
    [InlineData("US", -4.0, true)]
    [InlineData("US", -3.75, false)]
    [InlineData("DE", 2.0, true)]
    [InlineData("DE", 3.0, false)]
    [InlineData("QQ", 14.0, true)]
    public void An_offset_is_allowed_where_a_clock_can_show_it(string country, double hours, bool allowed) =>
        CountryClocks.Allows(country, TimeSpan.FromHours(hours)).Should().Be(allowed);
}
