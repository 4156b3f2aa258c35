using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>
/// An office as a queue: parcels are served in the order in which they come, at the rate of the hour. Whoever comes is told at once when its turn
/// begins; what all of them share is how far the queue has come. An idle office can catch up a few hours of its capacity, so that a small world
/// behaves as a large one does.
/// </summary>
internal sealed class OfficeQueue
{
    private const int HourSeconds = 3_600;
    private const int BurstSeconds = 8 * HourSeconds;

    private readonly double[] _rates;
    private double _cursor;

    /// <summary>Makes it.</summary>
    /// <param name="office">The office.</param>
    /// <param name="hours">When it works.</param>
    /// <param name="daily">Its usual flow: parcels a day.</param>
    /// <param name="factors">What regimes leave of its capacity at a time.</param>
    /// <param name="horizonHours">How long the world may last.</param>
    public OfficeQueue(Office office, OfficeHours hours, double daily, Func<int, double> factors, int horizonHours)
    {
        double openSeconds = (double)hours.DaysAWeek * (office.ClosesAt - office.OpensAt) * HourSeconds;
        double rate = Math.Max(daily, 1e-6) * 7 * office.Headroom / openSeconds;
        _rates = new double[horizonHours];
        for (int hour = 0; hour < horizonHours; hour++)
            _rates[hour] = hours.IsOpen(hour * HourSeconds) ? rate * factors(hour * HourSeconds) : 0;
    }

    /// <summary>How long a parcel that came now would wait beyond closed hours, in seconds.</summary>
    public int WaitAt(int at) => (int)Math.Max(0, _cursor - at);

    /// <summary>When the turn of a parcel begins that comes at a time; null when never.</summary>
    /// <param name="at">Not before that of any other call.</param>
    /// <param name="isGhost">It only looks, and takes nobody's place.</param>
    public int? Take(int at, bool isGhost)
    {
        double begin = Math.Max(0, Math.Max(_cursor, at - BurstSeconds));
        if (begin >= _rates.Length * (double)HourSeconds)
            return null;
        if (!isGhost)
            _cursor = Work(begin);
        return Open(Math.Max(at, (int)begin));
    }

    // The first moment not before one at which it works.
    private int? Open(int at)
    {
        for (int hour = at / HourSeconds; hour < _rates.Length; hour++)
        {
            if (_rates[hour] > 0)
                return Math.Max(at, hour * HourSeconds);
        }

        return null;
    }

    // When one parcel's worth of capacity, begun at a time, is used up.
    private double Work(double from)
    {
        double left = 1;
        double at = from;
        for (int hour = (int)(at / HourSeconds); hour < _rates.Length; hour++)
        {
            double end = (hour + 1.0) * HourSeconds;
            double done = (end - at) * _rates[hour];
            if (done >= left)
                return at + (left / _rates[hour]);
            left -= done;
            at = end;
        }

        return double.MaxValue;
    }
}
