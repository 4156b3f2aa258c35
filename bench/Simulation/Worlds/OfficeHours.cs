using Shipments.Bench.Simulation.Networks;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>When an office works, by its own clock and calendar.</summary>
internal sealed class OfficeHours(Office office, OfficeClock clock, DateTimeOffset start)
{
    public const int DaySeconds = 86_400;

    private readonly WorkCalendar _calendar = WorkCalendar.Of(office.Country);
    private readonly int _startDay = (int)(start.ToUnixTimeSeconds() / DaySeconds);

    public OfficeClock Clock => clock;

    /// <summary>The days a week on which it works when there is no holiday.</summary>
    public int DaysAWeek => office.Days switch { OfficeDays.Daily => 7, OfficeDays.Six => 6, OfficeDays.Work => 5 };

    /// <summary>The local day of a local time, from the begin of the world as 0.</summary>
    public static int DayOf(int local) => (int)Math.Floor(local / (double)DaySeconds);

    /// <summary>The weekday of a local day, from Monday as 0.</summary>
    public int WeekdayOf(int day) => (_startDay + day + 3) % 7;

    /// <summary>Whether it works on a local day.</summary>
    public bool IsWorkday(int day)
    {
        int known = _startDay + day;
        return office.Days switch
        {
            OfficeDays.Daily => true,
            OfficeDays.Six => WeekdayOf(day) != 6 && (_calendar.IsWorkday(known) || WeekdayOf(day) == 5),
            OfficeDays.Work => _calendar.IsWorkday(known),
        };
    }

    /// <summary>Whether it is open.</summary>
    public bool IsOpen(int at)
    {
        int local = clock.ToLocal(at);
        int day = DayOf(local);
        int hour = (local - (day * DaySeconds)) / 3_600;
        return hour >= office.OpensAt && hour < office.ClosesAt && IsWorkday(day);
    }
}
