using System.Globalization;
using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Lanes;

public sealed class WorkCalendarTests
{
    [Theory]
    [InlineData("US", "2026-01-19", false)]
    [InlineData("US", "2026-05-25", false)]
    [InlineData("US", "2026-07-03", false)]
    [InlineData("US", "2026-07-02", true)]
    [InlineData("US", "2026-11-26", false)]
    [InlineData("US", "2027-07-05", false)]
    [InlineData("GB", "2026-04-03", false)]
    [InlineData("GB", "2026-04-06", false)]
    [InlineData("GB", "2026-12-28", false)]
    [InlineData("GB", "2027-12-27", false)]
    [InlineData("GB", "2027-12-28", false)]
    [InlineData("GB", "2027-12-29", true)]
    [InlineData("DE", "2026-05-14", false)]
    [InlineData("DE", "2026-05-25", false)]
    [InlineData("FR", "2026-07-14", false)]
    [InlineData("ES", "2026-10-12", false)]
    [InlineData("IT", "2026-06-02", false)]
    [InlineData("NL", "2026-04-27", false)]
    [InlineData("PL", "2026-06-04", false)]
    [InlineData("BR", "2026-04-21", false)]
    [InlineData("BR", "2027-03-26", false)]
    [InlineData("BR", "2026-11-20", false)]
    [InlineData("BR", "2026-02-17", true)]
    [InlineData("SG", "2026-06-01", false)]
    [InlineData("SG", "2026-08-10", false)]
    [InlineData("SG", "2027-08-09", false)]
    [InlineData("SG", "2027-05-03", true)]
    [InlineData("CN", "2026-02-23", false)]
    [InlineData("CN", "2026-02-24", true)]
    [InlineData("CN", "2026-05-05", false)]
    [InlineData("CN", "2026-10-07", false)]
    [InlineData("CN", "2026-10-08", true)]
    [InlineData("CN", "2026-10-10", false)]
    [InlineData("CN", "2027-05-04", false)]
    [InlineData("CN", "2027-10-05", false)]
    [InlineData("CN", "2027-10-06", true)]
    [InlineData("SA", "2026-11-20", false)]
    [InlineData("SA", "2026-11-21", false)]
    [InlineData("SA", "2026-11-22", true)]
    [InlineData("IL", "2026-11-20", false)]
    [InlineData("IL", "2026-11-22", true)]
    [InlineData("BN", "2026-11-21", true)]
    [InlineData("BN", "2026-11-22", false)]
    [InlineData("AE", "2026-11-20", true)]
    [InlineData("AE", "2026-11-21", false)]
    [InlineData("ZZ", "2026-12-25", true)]
    [InlineData("ZZ", "2026-11-22", false)]
    [InlineData("ZZ", "2026-11-23", true)]
    public void Countries_work_on_their_days(string country, string date, bool works) =>
        WorkCalendar.Of(country).IsWorkday(Day(date)).Should().Be(works);

    [Theory]
    [InlineData("2019-04-22")]
    [InlineData("2024-04-01")]
    [InlineData("2025-04-21")]
    [InlineData("2026-04-06")]
    [InlineData("2038-04-26")]
    public void Easter_Monday_is_found(string date)
    {
        WorkCalendar.Of("DE").IsWorkday(Day(date)).Should().BeFalse();
        WorkCalendar.Of("DE").IsWorkday(Day(date) + 7).Should().BeTrue();
    }

    [Fact]
    public void Days_of_work_leave_out_weekends_and_holidays()
    {
        // Thursday to Tuesday over Independence Day, kept on Friday.
        Workdays("US", "2026-07-02", "2026-07-07").Should().Be(2);
        Workdays("ZZ", "2026-07-02", "2026-07-07").Should().Be(3);
        Workdays("ZZ", "2026-07-02", "2026-07-02").Should().Be(0);
    }

    [Fact]
    public void Every_file_is_read()
    {
        string[] files = [.. typeof(WorkCalendar).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("Calendars/", StringComparison.Ordinal))];
        files.Should().HaveCount(11);
        foreach (string file in files)
        {
            Workdays(Path.GetFileNameWithoutExtension(file), "2025-12-31", "2026-12-31").Should().BeInRange(242, 257, file);
        }
    }

    [Theory]
    [InlineData("BR", 252, 254)]
    [InlineData("CN", 242, 248)]
    [InlineData("SG", 251, 253)]
    [InlineData("SA", 261, 260)]
    public void The_days_of_work_of_a_year_are_counted(string country, int in2026, int in2027) =>
        (Workdays(country, "2025-12-31", "2026-12-31"), Workdays(country, "2026-12-31", "2027-12-31")).Should().Be((in2026, in2027));

    /// <summary>Goal: days by the moon are where they belong. Method: the runtime's Chinese calendar, which no file knows of.</summary>
    [Theory]
    [InlineData(2026)]
    [InlineData(2027)]
    public void Festivals_by_the_moon_are_no_days_of_work(int year)
    {
        ChineseLunisolarCalendar moon = new();
        int OfMoon(int month, int day) => DateOnly.FromDateTime(moon.ToDateTime(year, month, day, 0, 0, 0, 0)).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        foreach (int day in (int[])[OfMoon(1, 1) - 1, OfMoon(1, 1), OfMoon(1, 2), OfMoon(1, 3), OfMoon(5, 5), OfMoon(8, 15)])
            WorkCalendar.Of("CN").IsWorkday(day).Should().BeFalse($"day {day} is a festival");
        foreach (int day in (int[])[OfMoon(1, 1), OfMoon(1, 2), OfMoon(4, 15)])
            WorkCalendar.Of("SG").IsWorkday(day).Should().BeFalse($"day {day} is a festival");
    }

    [Fact]
    public void A_holiday_is_a_day_that_would_be_worked_and_no_day_of_the_weekend()
    {
        (WorkCalendar.Of("SA").IsHoliday(Day("2026-11-20")), WorkCalendar.Of("SA").IsWeekend(Day("2026-11-20"))).Should().Be((false, true));
        (WorkCalendar.Of("US").IsHoliday(Day("2026-07-03")), WorkCalendar.Of("US").IsWeekend(Day("2026-07-03"))).Should().Be((true, false));
        WorkCalendar.Of("BR").IsHoliday(Day("2026-11-15")).Should().BeFalse("it is a Sunday");
    }

    [Fact]
    public void Every_country_with_a_weekend_of_its_own_rests_two_days_a_week()
    {
        Weekend.Countries.Should().HaveCount(18);
        foreach (string country in Weekend.Countries)
            Workdays(country, "2026-11-15", "2026-11-22").Should().Be(5, country);
    }

    private static int Workdays(string country, string from, string to) => LaneTimes.Workdays(Day(from), Day(to), WorkCalendar.Of(country).IsWorkday);

    private static int Day(string date) =>
        DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
}
