namespace Shipments.Domain.Lanes;

/// <summary>Attempts and deliveries against one kind of promise.</summary>
public sealed class LanePromiseFigures
{
    private long _daysLate;
    private long _days;
    private long _absoluteDays;

    /// <summary>First attempts not later than promised.</summary>
    public long Kept { get; private set; }

    /// <summary>First attempts later than promised.</summary>
    public long Missed { get; private set; }

    /// <summary>First attempts on a day of the promised window.</summary>
    public long Inside { get; private set; }

    /// <summary>Deliveries that were promised.</summary>
    public long Deliveries { get; private set; }

    /// <summary>Deliveries at most a day before or after the promise.</summary>
    public long WithinADay { get; private set; }

    /// <summary>How many days late the missed ones were, on average; 0 without any.</summary>
    public double MeanDaysLate => Missed <= 0 ? 0 : (double)_daysLate / Missed;

    /// <summary>How far deliveries were from the promise, in days, on average; 0 without any.</summary>
    public double MeanAbsoluteDays => Deliveries <= 0 ? 0 : (double)_absoluteDays / Deliveries;

    /// <summary>How much later than promised deliveries were, in days, on average; negative: earlier. 0 without any.</summary>
    public double BiasDays => Deliveries <= 0 ? 0 : (double)_days / Deliveries;

    internal void AddAttempt(int daysLate, long count)
    {
        Kept += daysLate == 0 ? count : 0;
        Missed += daysLate == 0 ? 0 : count;
        _daysLate += daysLate * count;
    }

    internal void AddInside(bool inside, long count) => Inside += inside ? count : 0;

    internal void AddDelivery(int days, long count)
    {
        Deliveries += count;
        WithinADay += Math.Abs(days) <= 1 ? count : 0;
        _days += days * count;
        _absoluteDays += Math.Abs(days) * count;
    }
}
