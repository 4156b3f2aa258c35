using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>The rounds of a delivery depot: one a working day, with room for so many parcels; the others wait for the next one.</summary>
internal sealed class DepotRounds
{
    // What a day may use of the room left the day before: nothing in a large world, and enough that a small one is no worse.
    private const double CarriedMax = 3;
    private const int HourSeconds = 3_600;

    private readonly Office _office;
    private readonly OfficeHours _hours;
    private readonly double[] _room;
    private int _day;
    private double _credit;

    /// <summary>Makes them.</summary>
    /// <param name="office">The depot.</param>
    /// <param name="hours">When it works.</param>
    /// <param name="daily">Its usual flow: parcels a day.</param>
    /// <param name="factors">What regimes leave of its capacity at a time.</param>
    /// <param name="days">How long the world may last.</param>
    public DepotRounds(Office office, OfficeHours hours, double daily, Func<int, double> factors, int days)
    {
        (_office, _hours) = (office, hours);
        double room = Math.Max(daily, 1e-6) * 7 * office.Headroom / hours.DaysAWeek;
        _room = new double[days];
        for (int day = 0; day < days; day++)
            _room[day] = hours.IsWorkday(day) ? room * factors(RoundAt(day)) : 0;
        _credit = _room[0];
    }

    /// <summary>How many days lie between now and the round that has room for a parcel that came now.</summary>
    public int DaysBehind(int at) => Math.Max(0, _day - OfficeHours.DayOf(_hours.Clock.ToLocal(at)));

    /// <summary>Whether no round leaves on a day on which the depot would work.</summary>
    public bool IsStopped(int at)
    {
        int day = Math.Clamp(OfficeHours.DayOf(_hours.Clock.ToLocal(at)), 0, _room.Length - 1);
        return _hours.IsWorkday(day) && _room[day] <= 0;
    }

    /// <summary>When the round of a parcel leaves and how long it lasts; null when none ever does.</summary>
    /// <param name="at">When it is there.</param>
    /// <param name="isGhost">It only looks, and takes nobody's place.</param>
    public (int LeavesAt, int Seconds)? Take(int at, bool isGhost)
    {
        int local = _hours.Clock.ToLocal(at);
        int day = OfficeHours.DayOf(local);
        int sorted = day * OfficeHours.DaySeconds + ((_office.OpensAt - 1) * HourSeconds);
        int earliest = Math.Max(0, local <= sorted ? day : day + 1);
        (int now, double credit) = (_day, _credit);
        while (now < earliest || credit < 1 || _room[now] <= 0)
        {
            if (++now >= _room.Length)
                return null;
            credit = Math.Min(credit, CarriedMax) + _room[now];
        }

        if (!isGhost)
            (_day, _credit) = (now, credit - 1);
        return (RoundAt(now), (_office.ClosesAt - _office.OpensAt) * HourSeconds);
    }

    private int RoundAt(int day) => _hours.Clock.ToUtc((day * OfficeHours.DaySeconds) + (_office.OpensAt * HourSeconds));
}
