using Shipments.Domain.Scans;

namespace Shipments.Domain.Choice.Data;

/// <summary>When a lane takes parcels for the last time on each weekday. Immutable.</summary>
public sealed class CutOffs
{
    /// <summary>Days that are looked ahead for a cut-off: 21.</summary>
    public const int DaysMax = 21;

    private const long DayMs = 86_400_000;

    // By weekday from Monday as 0; null: nothing is taken.
    private readonly (TimeOnly Time, LocalZone Zone)?[] _days;

    internal CutOffs((TimeOnly Time, LocalZone Zone)?[] days) => _days = days;

    /// <summary>The first cut-off that a parcel reaches; null when there is none in <see cref="DaysMax"/> days.</summary>
    /// <param name="postingMs">When it is handed over, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="isWorkday">Whether the place takes parcels on a day, from 1970-01-01 as 0.</param>
    public long? Next(long postingMs, Func<int, bool> isWorkday)
    {
        int first = (int)(postingMs / DayMs) - 1;
        for (int day = first; day <= first + DaysMax; day++)
        {
            if (day < 0 || _days[(day + 3) % 7] is not { } cutOff || !isWorkday(day))
                continue;
            DateTime local = DateTime.UnixEpoch.AddDays(day) + cutOff.Time.ToTimeSpan();
            long at = (long)(local - DateTime.UnixEpoch - cutOff.Zone.Offsets(local)[0]).TotalMilliseconds;
            if (at >= postingMs)
                return at;
        }

        return null;
    }
}
