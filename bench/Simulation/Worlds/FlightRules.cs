using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Regimes;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>When the flights of a route leave, as its timetable, chance and the regimes will have it.</summary>
internal sealed class FlightRules(Route route, RegimeSet regimes, long seed)
{
    private readonly RegimeSubject _subject = RegimeSubject.Of(route);
    private readonly long _who = Dice.Hash(route.Index, 77);

    /// <summary>The flight of a local day; null when none is due.</summary>
    public Flight? FlightOn(int day, OfficeHours hours, double room)
    {
        int weekday = hours.WeekdayOf(day);
        int noon = hours.Clock.ToUtc((day * OfficeHours.DaySeconds) + (OfficeHours.DaySeconds / 2));
        Regime? table = regimes.Of(RegimeKind.Timetable, _subject).LastOrDefault(regime => regime.IsAt(noon));
        if (((table?.Weekdays ?? route.Weekdays) & (1 << weekday)) == 0)
            return null;
        int scheduled = hours.Clock.ToUtc((day * OfficeHours.DaySeconds) + ((table?.DepartsAtMinute ?? route.DepartsAtMinute) * 60));
        if (scheduled < 0)
            return null;
        bool leaves = Unit(day, 1) >= route.DroppedShare && Unit(day, 2) < RegimeSet.Left(regimes.Of(RegimeKind.ClosedCorridor, _subject), scheduled);
        int departs = scheduled + LateSeconds(day, scheduled);
        return new Flight(
            scheduled, scheduled - route.CutOffSeconds, departs, departs + route.FlightSeconds + (int)(Unit(day, 3) * 1_800), leaves,
            (int)(room * RegimeSet.Factor(regimes.Of(RegimeKind.Capacity, _subject), scheduled)));
    }

    private int LateSeconds(int day, int scheduled)
    {
        double hours = Unit(day, 4) < route.LateShare ? Dice.Exponential(Unit(day, 5), route.LateHours) : Unit(day, 5) * 0.4;
        foreach (Regime regime in regimes.Of(RegimeKind.FlightDelay, _subject))
            hours += regime.IsAt(scheduled) && Unit(day, 6) < regime.Strength ? Dice.Exponential(Unit(day, 7), regime.Hours) : 0;
        return (int)(Math.Min(hours, 20 * 24) * 3_600);
    }

    private double Unit(int day, int what) => Dice.Unit(seed, _who + day, what);
}
