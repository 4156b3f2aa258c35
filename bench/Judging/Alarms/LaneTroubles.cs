using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Regimes;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Judging.Alarms;

/// <summary>What truly troubles a lane: a regime on its way and its carriers for as long as it lasts and a while after it, and queues that nobody made.</summary>
internal sealed class LaneTroubles(RegimeSet regimes, Grounds grounds)
{
    /// <summary>An alarm so long after a regime's end is still its: what it held back comes in a wave.</summary>
    public const int AfterSeconds = 5 * OfficeHours.DaySeconds;

    private const int QueueSeconds = 30 * 3_600;
    private const int DepotDays = 4;
    private const int FlightSeconds = 6 * OfficeHours.DaySeconds;

    private readonly Dictionary<int, IReadOnlyList<Regime>> _byLane = [];

    /// <summary>The regimes that touch a lane.</summary>
    public IReadOnlyList<Regime> Of(TradeLane lane)
    {
        if (!_byLane.TryGetValue(lane.Index, out IReadOnlyList<Regime>? known))
            _byLane[lane.Index] = known = [.. regimes.All.Where(regime => Subjects(lane).Any(subject => regime.Where.Holds(subject)))];
        return known;
    }

    /// <summary>What troubles a lane at a time; empty for nothing.</summary>
    public string At(TradeLane lane, int at)
    {
        foreach (Regime regime in Of(lane))
        {
            if (at >= regime.From && at < regime.To + AfterSeconds)
                return regime.Name;
        }

        foreach (Office office in new[] { lane.Hub, lane.Gate, lane.Customs, lane.Sort })
        {
            if (grounds.QueueOf(office).WaitAt(at) > QueueSeconds)
                return $"queue at {office.Code}";
        }

        foreach (Office depot in lane.Depots)
        {
            if (grounds.RoundsOf(depot).DaysBehind(at) > DepotDays)
                return $"queue at {depot.Code}";
        }

        return grounds.BoardOf(lane.Route).WaitAt(at) > FlightSeconds ? $"queue for {lane.Route.Name}" : "";
    }

    /// <summary>The first half hour of a strike in which a struck office of a lane would work; null when none would.</summary>
    public int? BitesAt(Regime strike, TradeLane lane)
    {
        Office[] struck = [.. OfficesOf(lane).Where(office => strike.Where.Holds(RegimeSubject.Of(office)))];
        for (int at = Math.Max(0, strike.From); at < strike.To; at += World.TickSeconds)
        {
            if (struck.Any(office => grounds.HoursOf(office).IsOpen(at)))
                return at;
        }

        return null;
    }

    /// <summary>How many days its parcels wait in all queues of a lane, at the worst of its depots.</summary>
    public double BacklogDays(TradeLane lane, int at)
    {
        double seconds = new[] { lane.Hub, lane.Gate, lane.Customs, lane.Sort }.Sum(office => (double)grounds.QueueOf(office).WaitAt(at));
        return (seconds / OfficeHours.DaySeconds) + lane.Depots.Max(depot => grounds.RoundsOf(depot).DaysBehind(at));
    }

    private static IEnumerable<Office> OfficesOf(TradeLane lane) => [lane.Hub, lane.Gate, lane.Customs, lane.Sort, .. lane.Depots];

    private static IEnumerable<RegimeSubject> Subjects(TradeLane lane) =>
    [
        .. OfficesOf(lane).Select(RegimeSubject.Of), RegimeSubject.Of(lane.Route), RegimeSubject.Of(lane), RegimeSubject.Of(lane.First, lane), RegimeSubject.Of(lane.Last, lane),
    ];
}
