using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Regimes;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>The offices and flights of a world, at work.</summary>
internal sealed class Grounds
{
    private readonly OfficeHours[] _hours;
    private readonly OfficeQueue?[] _queues;
    private readonly DepotRounds?[] _rounds;
    private readonly FlightBoard[] _boards;

    public Grounds(Network network, RegimeSet regimes, Demand demand, WorldOptions options)
    {
        IReadOnlyList<Office> offices = network.Offices;
        int hours = options.HorizonDays * 24;
        Dictionary<string, OfficeClock> clocks = new(StringComparer.Ordinal);
        _hours = new OfficeHours[offices.Count];
        _queues = new OfficeQueue?[offices.Count];
        _rounds = new DepotRounds?[offices.Count];
        foreach (Office office in offices)
        {
            if (!clocks.TryGetValue(office.Code[..5], out OfficeClock? clock))
                clocks[office.Code[..5]] = clock = new OfficeClock(office.Code, options.From, hours);
            OfficeHours open = _hours[office.Index] = new OfficeHours(office, clock, options.From);
            RegimeSubject subject = RegimeSubject.Of(office);
            IReadOnlyList<Regime> strikes = regimes.Of(RegimeKind.Strike, subject);
            IReadOnlyList<Regime> capacities = regimes.Of(RegimeKind.Capacity, subject);
            double Factor(int at) => RegimeSet.Left(strikes, at) * RegimeSet.Factor(capacities, at);
            double daily = network.Lanes.Sum(lane => demand.Usual(lane) * Visits(lane, office));
            if (office.Role == OfficeRole.Depot)
                _rounds[office.Index] = new DepotRounds(office, open, daily, Factor, options.HorizonDays);
            else
                _queues[office.Index] = new OfficeQueue(office, open, daily, Factor, hours);
        }

        _boards = [.. network.Routes.Select(route => new FlightBoard(
            route, _hours[route.From.Index], network.Lanes.Where(lane => lane.Route == route).Sum(demand.Usual), regimes, options.Seed, options.HorizonDays))];
    }

    public OfficeHours HoursOf(Office office) => _hours[office.Index];

    public OfficeQueue QueueOf(Office office) => _queues[office.Index]!;

    public DepotRounds RoundsOf(Office office) => _rounds[office.Index]!;

    public FlightBoard BoardOf(Route route) => _boards[route.Index];

    // The part of a lane's parcels that comes to an office.
    private static double Visits(TradeLane lane, Office office)
    {
        if (office == lane.Hub || office == lane.Gate || office == lane.Customs || office == lane.Sort)
            return 1;
        return lane.Depots.Contains(office) ? 1.0 / lane.Depots.Count : 0;
    }
}
