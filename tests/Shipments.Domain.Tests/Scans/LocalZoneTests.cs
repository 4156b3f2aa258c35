using System.Globalization;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Scans;

public sealed class LocalZoneTests
{
    private static readonly LocalZone Madrid = new(TimeSpan.FromHours(1), SummerTime.Europe);
    private static readonly LocalZone Canaries = new(TimeSpan.Zero, SummerTime.Europe);
    private static readonly LocalZone Chicago = new(TimeSpan.FromHours(-6), SummerTime.UnitedStates);

    private static DateTime Local(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Hours(LocalZone zone, string local) => string.Join(' ', zone.Offsets(Local(local)).Select(offset => offset.TotalHours));

    // Sundays of change: 2026-03-29 and 2026-10-25, 2025-03-30 and 2025-10-26, 1996-03-31 and 1996-10-27; always at 01:00 UTC.
    [Theory]
    [InlineData("2026-01-15 12:00:00", "1")]
    [InlineData("2026-03-29 01:59:59", "1")]
    [InlineData("2026-03-29 02:00:00", "2 1")]
    [InlineData("2026-03-29 02:59:59", "2 1")]
    [InlineData("2026-03-29 03:00:00", "2")]
    [InlineData("2026-10-25 01:59:59", "2")]
    [InlineData("2026-10-25 02:00:00", "2 1")]
    [InlineData("2026-10-25 02:59:59", "2 1")]
    [InlineData("2026-10-25 03:00:00", "1")]
    [InlineData("2025-03-30 03:00:00", "2")]
    [InlineData("2025-10-26 03:00:00", "1")]
    [InlineData("1996-10-27 01:00:00", "2")]
    [InlineData("1995-07-01 12:00:00", "2 1")]
    public void Madrid_moves_on_the_last_Sundays_of_March_and_October(string local, string hours) => Hours(Madrid, local).Should().Be(hours);

    [Theory]
    [InlineData("2026-03-29 00:59:59", "0")]
    [InlineData("2026-03-29 01:30:00", "1 0")]
    [InlineData("2026-03-29 02:00:00", "1")]
    [InlineData("2026-10-25 00:59:59", "1")]
    [InlineData("2026-10-25 01:30:00", "1 0")]
    [InlineData("2026-10-25 02:00:00", "0")]
    public void The_Canaries_move_in_the_same_moment_an_hour_earlier_on_the_clock(string local, string hours) => Hours(Canaries, local).Should().Be(hours);

    // 2026-03-08 is the second Sunday of March, 2026-11-01 the first of November.
    [Theory]
    [InlineData("2026-03-08 01:59:59", "-6")]
    [InlineData("2026-03-08 02:30:00", "-5 -6")]
    [InlineData("2026-03-08 03:00:00", "-5")]
    [InlineData("2026-11-01 00:59:59", "-5")]
    [InlineData("2026-11-01 01:30:00", "-5 -6")]
    [InlineData("2026-11-01 02:00:00", "-6")]
    [InlineData("2014-02-13 12:24:00", "-6")]
    [InlineData("2006-07-01 12:00:00", "-5 -6")]
    public void Chicago_moves_on_the_second_Sunday_of_March_and_the_first_of_November(string local, string hours) => Hours(Chicago, local).Should().Be(hours);

    [Fact]
    public void The_hour_that_comes_twice_is_an_interval_of_one_hour()
    {
        EventTimeRecord time = ZonedTimes.Read(Local("2026-10-25 02:30:00"), [Madrid], ZoneSource.Office, "raw");

        (time.ZoneSource, time.LatestMs - time.EarliestMs, time.UtcMs == time.EarliestMs).Should().Be(((int)ZoneSource.None, 3_600_000L, true));
        DateTimeOffset.FromUnixTimeMilliseconds(time.EarliestMs).UtcDateTime.Should().Be(Local("2026-10-25 00:30:00"));
    }

    [Fact]
    public void A_day_that_loses_an_hour_is_an_interval_of_23_hours()
    {
        EventTimeRecord day = ZonedTimes.ReadDay(Local("2026-03-29 00:00:00"), [Madrid], first: true, "29/03/2026");

        DateTimeOffset.FromUnixTimeMilliseconds(day.EarliestMs).UtcDateTime.Should().Be(Local("2026-03-28 23:00:00"));
        (day.LatestMs - day.EarliestMs).Should().Be((23 * 3_600_000L) - 1);
        day.Repair.Should().Be(ZonedTimes.NoTimeOfDay);
    }

    [Fact]
    public void Countries_with_one_clock_have_an_offset_and_the_others_none()
    {
        DateTime local = Local("2026-10-10 10:00:00");

        CountryOffsets.Of("SG", local).Should().Be(TimeSpan.FromHours(8));
        CountryOffsets.Of("IN", local).Should().Be(TimeSpan.FromHours(5.5));
        CountryOffsets.Of("DE", local).Should().Be(TimeSpan.FromHours(2));
        CountryOffsets.Of("DE", Local("2026-12-10 10:00:00")).Should().Be(TimeSpan.FromHours(1));
        CountryOffsets.Of("DE", Local("2026-10-25 02:30:00")).Should().BeNull("that hour comes twice");
        CountryOffsets.Of("GB", local).Should().Be(TimeSpan.FromHours(1));
        CountryOffsets.Of("CO", local).Should().Be(TimeSpan.FromHours(-5));
        CountryOffsets.Of("KZ", local).Should().Be(TimeSpan.FromHours(5));
        CountryOffsets.Of("KZ", Local("2023-10-10 10:00:00")).Should().BeNull("it had two clocks then");
        foreach (string several in new[] { "US", "RU", "BR", "ES", "CL", "AU", "MX", "ID", "XX", "" })
            CountryOffsets.Of(several, local).Should().BeNull(several);
    }

    [Fact]
    public void Every_row_of_a_country_is_within_the_bounds_of_offsets() =>
        CountryOffsets.Codes.Should().OnlyContain(code => code.Length == 2
            && Math.Abs(CountryOffsets.Of(code, new DateTime(2026, 10, 10))!.Value.TotalHours) <= 14);
}
