namespace Shipments.Domain.Scans;

/// <summary>A clock: its offset in winter, and the law that moves it by an hour in summer.</summary>
/// <param name="Standard">East of UTC, in winter.</param>
/// <param name="Rule">When summer is.</param>
internal readonly record struct LocalZone(TimeSpan Standard, SummerTime Rule)
{
    private const int EuropeFirstYear = 1996;
    private const int UnitedStatesFirstYear = 2007;

    /// <summary>The clock of a country or office that never changes it.</summary>
    public static LocalZone Fixed(TimeSpan offset) => new(offset, SummerTime.None);

    /// <summary>
    /// The offsets that a local time may have had: one for nearly all; two in the hour that comes twice in autumn, in the one that spring leaves
    /// out, and in years before the law was in force. The summer one comes first.
    /// </summary>
    /// <param name="local">The local time; a year of 1980 to 2200.</param>
    public IReadOnlyList<TimeSpan> Offsets(DateTime local)
    {
        if (Rule == SummerTime.None)
            return [Standard];
        TimeSpan summer = Standard + TimeSpan.FromHours(1);
        bool? summerFits = IsSummer(local - summer);
        bool? standardFits = !IsSummer(local - Standard);
        return (summerFits, standardFits) switch
        {
            (true, false) => [summer],
            (false, true) => [Standard],
            _ => [summer, Standard],
        };
    }

    // Null before the law was in force.
    private bool? IsSummer(DateTime utc)
    {
        int year = utc.Year;
        switch (Rule)
        {
            case SummerTime.Europe:
                if (year < EuropeFirstYear)
                    return null;
                return utc >= LastSunday(year, 3).AddHours(1) && utc < LastSunday(year, 10).AddHours(1);
            case SummerTime.UnitedStates:
                if (year < UnitedStatesFirstYear)
                    return null;
                DateTime begins = Sunday(year, 3, 2).AddHours(2) - Standard;
                DateTime ends = Sunday(year, 11, 1).AddHours(1) - Standard;
                return utc >= begins && utc < ends;
            case SummerTime.None:
                return false;
        }

        throw new InvalidOperationException($"{Rule} is no law of summer time.");
    }

    private static DateTime Sunday(int year, int month, int which)
    {
        DateTime first = new(year, month, 1);
        int daysToSunday = (7 - (int)first.DayOfWeek) % 7;
        return first.AddDays(daysToSunday + ((which - 1) * 7));
    }

    private static DateTime LastSunday(int year, int month)
    {
        DateTime last = new(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
