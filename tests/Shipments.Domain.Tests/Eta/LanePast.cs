using Shipments.Domain.Eta;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Eta;

/// <summary>A lane's past by hand: parcels that reached a point and were tried, or wait. Times count in days from a Monday midnight, UTC.</summary>
internal sealed class LanePast
{
    public const double DayMs = 86_400_000;

    /// <summary>Monday, 2 March 2026.</summary>
    public static readonly long MondayMs = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public LaneCells Cells { get; } = new();

    public static long At(double day) => MondayMs + (long)Math.Round(day * DayMs);

    /// <summary>Parcels that reached a point on a day and were tried so many days later.</summary>
    public LanePast Tried(EtaPoint point, double day, double afterDays, int count = 1)
    {
        Cells.Add(new LaneCell(LaneMeasure.Remaining, LaneWeeks.Of(At(day)), (int)point, EtaBuckets.Of((long)(afterDays * DayMs))), count);
        return this;
    }

    /// <summary>The same, with the weekday of the day told apart, as lanes count now.</summary>
    public LanePast TriedOn(EtaPoint point, double day, double afterDays, int count = 1)
    {
        Cells.Add(new LaneCell(LaneMeasure.Remaining, LaneWeeks.Of(At(day)), (int)point, RemainingBucket.Of(At(day), At(day + afterDays), 0)), count);
        return this;
    }

    /// <summary>Parcels that reached a point on a day and are still waiting.</summary>
    public LanePast Waits(EtaPoint point, double day, int count = 1)
    {
        Cells.Add(new LaneCell(LaneMeasure.Standing, LaneWeeks.Of(At(day)), (int)point, LaneWeeks.WeekdayOf(At(day))), count);
        return this;
    }

    /// <summary>First windows said at a point, by how the attempts of a week came: by the raw P50, by the raw P80, after both.</summary>
    public LanePast Windows(EtaPoint point, double day, int byHalf, int byMost, int later)
    {
        (int Band, int Count)[] bands = [(0, byHalf), (1, byMost), (2, later)];
        foreach ((int band, int count) in bands)
            Cells.Add(new LaneCell(LaneMeasure.Window, LaneWeeks.Of(At(day)), (int)point, band), count);
        return this;
    }

    public static ForecastTable Table(double nowDay, params (string Lane, LanePast Past)[] lanes) =>
        ForecastTable.Of(lanes.Select(lane => KeyValuePair.Create(lane.Lane, lane.Past.Cells)), At(nowDay));

    /// <summary>The window of a parcel that reached a point some days ago, in days from now.</summary>
    public static (double P50, double P80, double P95) Days(ForecastTable table, string lane, EtaPoint point, double sinceDay, double nowDay)
    {
        EtaWindow window = table.Window(lane, point, At(sinceDay), At(nowDay))!.Value;
        return ((window.P50Ms - At(nowDay)) / DayMs, (window.P80Ms - At(nowDay)) / DayMs, (window.P95Ms - At(nowDay)) / DayMs);
    }
}
