using System.Globalization;
using Shipments.Domain.Numbers;
using Shipments.Domain.Scans;

namespace Shipments.Domain.Tests.Scans;

public sealed class OfficeZonesTests
{
    [Theory]
    [InlineData("SGSINN", "2026-10-10 10:00:00", 8.0)]
    [InlineData("LVRIXF", "2026-10-10 10:00:00", 3.0)]
    [InlineData("LVRIXF", "2026-12-10 10:00:00", 2.0)]
    [InlineData("GBASFY", "2026-07-10 10:00:00", 1.0)]
    [InlineData("UZTASA", "2026-10-10 10:00:00", 5.0)]
    [InlineData("uslaxa", "2026-10-10 10:00:00", -7.0)]
    [InlineData("USLAXA", "2026-12-10 10:00:00", -8.0)]
    [InlineData("USJFKA", "2026-12-10 10:00:00", -5.0)]
    [InlineData("ESMADB", "2026-12-10 10:00:00", 1.0)]
    [InlineData("ESTCIA", "2026-12-10 10:00:00", 0.0)]
    [InlineData("RUMOWS", "2026-12-10 10:00:00", 3.0)]
    public void An_office_has_the_clock_of_its_place_or_of_its_country(string office, string local, double hours) =>
        OfficeZones.Offset(office, Local(local)).Should().Be(TimeSpan.FromHours(hours));

    [Theory]
    [InlineData("USXYZA", "2026-10-10 10:00:00")]
    [InlineData("ESXYZA", "2026-10-10 10:00:00")]
    [InlineData("AUSYDA", "2026-10-10 10:00:00")]
    [InlineData("QQXYZA", "2026-10-10 10:00:00")]
    [InlineData("DEFRAA", "2026-10-25 02:30:00")]
    [InlineData("SGSIN", "2026-10-10 10:00:00")]
    [InlineData("1234567", "2026-10-10 10:00:00")]
    [InlineData("", "2026-10-10 10:00:00")]
    public void Several_clocks_or_none_give_no_offset(string office, string local) => OfficeZones.Offset(office, Local(local)).Should().BeNull();

    [Fact]
    public void A_country_with_several_clocks_narrows_a_time_to_the_interval_between_them()
    {
        Journal.V1.EventTimeRecord time = ZonedTimes.Read(Local("2026-07-01 12:00:00"), CountryZones.Of("US", Local("2026-07-01 12:00:00")), ZoneSource.Country, "raw");
        time.ZoneSource.Should().Be((int)ZoneSource.None);
        (Hour(time.EarliestMs), Hour(time.UtcMs), Hour(time.LatestMs)).Should().Be((16, 16, 22));
    }

    [Fact]
    public void Every_row_is_a_country_with_clocks_within_the_bounds_of_offsets()
    {
        DateTime local = Local("2026-10-10 10:00:00");
        foreach (string country in CountryZones.Codes)
        {
            Countries.Known(country).Should().BeTrue(country);
            CountryZones.Of(country, local).SelectMany(zone => zone.Offsets(local)).Should().OnlyContain(offset => Math.Abs(offset.TotalHours) <= 14, country);
            CountryOffsets.Codes.Should().NotContain(country, "a country stands in one table");
        }
    }

    private static int Hour(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).Hour;

    private static DateTime Local(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
