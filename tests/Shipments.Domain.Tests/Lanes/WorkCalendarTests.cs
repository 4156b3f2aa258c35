using System.Globalization;
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
        WorkCalendar.Of("US").Workdays(Day("2026-07-02"), Day("2026-07-07")).Should().Be(2);
        WorkCalendar.Of("ZZ").Workdays(Day("2026-07-02"), Day("2026-07-07")).Should().Be(3);
        WorkCalendar.Of("ZZ").Workdays(Day("2026-07-02"), Day("2026-07-02")).Should().Be(0);
    }

    [Fact]
    public void Every_file_is_read()
    {
        string[] files = [.. typeof(WorkCalendar).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("Calendars/", StringComparison.Ordinal))];
        files.Should().HaveCount(8);
        foreach (string file in files)
        {
            WorkCalendar calendar = WorkCalendar.Of(Path.GetFileNameWithoutExtension(file));
            calendar.Workdays(Day("2025-12-31"), Day("2026-12-31")).Should().BeInRange(248, 257, file);
        }
    }

    private static int Day(string date) =>
        DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
}
