using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Regimes;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>All flights of a route, and who is on them.</summary>
internal sealed class FlightBoard
{
    /// <summary>Parcels of one bag: 40.</summary>
    public const int BagParcels = 40;

    private const int RoomMin = 3;

    private readonly List<Flight> _flights = [];
    private readonly List<int> _taken = [];
    private int _first;

    /// <summary>Makes it.</summary>
    /// <param name="route">The route.</param>
    /// <param name="hours">Those of the gate.</param>
    /// <param name="daily">Its usual flow: parcels a day.</param>
    /// <param name="regimes">What changes it.</param>
    /// <param name="seed">Of the world.</param>
    /// <param name="days">How long the world may last.</param>
    public FlightBoard(Route route, OfficeHours hours, double daily, RegimeSet regimes, long seed, int days)
    {
        FlightRules rules = new(route, regimes, seed);
        double room = daily * 7 * route.Headroom / System.Numerics.BitOperations.PopCount((uint)route.Weekdays);
        for (int day = 0; day < days; day++)
        {
            if (rules.FlightOn(day, hours, room) is { } flight)
                _flights.Add(flight with { Room = Math.Max(RoomMin, flight.Room) });
        }

        _flights.Sort((left, right) => left.ScheduledAt.CompareTo(right.ScheduledAt));
        _taken.AddRange(_flights.Select(_ => 0));
    }

    public IReadOnlyList<Flight> Flights => _flights;

    /// <summary>How many parcels went with a flight.</summary>
    public int TakenOn(int flight) => _taken[flight];

    /// <summary>How long after a time the first flight with room leaves that was still open then; null when none does.</summary>
    public int? WaitAt(int at) => Take(at, isGhost: true) is { } boarding ? Math.Max(0, boarding.Flight.DepartsAt - at) : null;

    /// <summary>The place of a parcel that is ready at a time; null when no flight leaves any more.</summary>
    /// <param name="at">Not before that of any other call.</param>
    /// <param name="isGhost">It only looks, and takes nobody's place.</param>
    public Boarding? Take(int at, bool isGhost)
    {
        int index = _first;
        while (index < _flights.Count && (_flights[index].CutOffAt < at || !_flights[index].Leaves || _taken[index] >= _flights[index].Room))
            index++;
        if (index >= _flights.Count)
            return null;
        if (!isGhost)
            (_first, _taken[index]) = (index, _taken[index] + 1);
        return new Boarding(_flights[index], index, (Math.Max(0, _taken[index] - 1) / BagParcels) + 1);
    }
}
