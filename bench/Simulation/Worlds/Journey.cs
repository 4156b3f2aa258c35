using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Regimes;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>The way of a parcel from one stage to the next, up to the country it goes to. What a delivery is stands in <see cref="Delivery"/>.</summary>
internal sealed class Journey(Grounds grounds, IReadOnlyDictionary<string, CountryTraits> countries, RegimeSet regimes, long seed)
{
    private const int HourSeconds = 3_600;
    private const double MissentShare = 0.002;

    private readonly Dictionary<string, (IReadOnlyList<Regime> Rules, IReadOnlyList<Regime> Losses)> _regimes = new(StringComparer.Ordinal);

    /// <summary>Notes what happens, and answers the next stage with its time; null when the world ends before it.</summary>
    public (Stage Stage, int At)? Go(SimParcel parcel, Stage stage, int at) => stage switch
    {
        Stage.Announce => Announce(parcel, at),
        Stage.Hub => Hub(parcel, at),
        Stage.Gate => Gate(parcel, at),
        Stage.Board => Board(parcel, at),
        Stage.Customs => Customs(parcel, at),
        Stage.Sort => Sort(parcel, at),
        Stage.Depot or Stage.Attempt or Stage.Counter or Stage.Fetch or Stage.Return or Stage.Conclude or Stage.PollFirst or Stage.PollLast =>
            throw new ArgumentOutOfRangeException(nameof(stage), stage, "It is no part of the way to the delivering office."),
    };

    private (Stage, int)? Announce(SimParcel parcel, int at)
    {
        Note(parcel, Step.Announced, at, parcel.Lane.Hub);
        OfficeClock clock = grounds.HoursOf(parcel.Lane.Hub).Clock;
        int ready = clock.ToLocal(at + (int)((6 + (30 * Unit(parcel, Draw.PickUp) * Unit(parcel, Draw.OrderTime))) * HourSeconds));

        // Vans collect from nine to seven.
        int day = OfficeHours.DayOf(ready);
        int clockTime = ready - (day * OfficeHours.DaySeconds);
        int spread = (int)(Unit(parcel, Draw.PickUp) * 2 * HourSeconds);
        if (clockTime < 9 * HourSeconds)
            ready = (day * OfficeHours.DaySeconds) + (9 * HourSeconds) + spread;
        else if (clockTime >= 19 * HourSeconds)
            ready = ((day + 1) * OfficeHours.DaySeconds) + (9 * HourSeconds) + spread;
        return (Stage.Hub, clock.ToUtc(ready));
    }

    private (Stage, int)? Hub(SimParcel parcel, int at)
    {
        Note(parcel, Step.PickedUp, at, parcel.Lane.Hub);
        if (Serve(parcel, parcel.Lane.Hub, at + (3 * HourSeconds), Draw.HubHandling) is not { } done)
            return null;
        Note(parcel, Step.HubOut, done, parcel.Lane.Hub);
        return (Stage.Gate, done + Hours(3, 8, Unit(parcel, Draw.ToGate)));
    }

    private (Stage, int)? Gate(SimParcel parcel, int at)
    {
        Note(parcel, Step.ExportStart, at, parcel.Lane.Gate);
        if (Serve(parcel, parcel.Lane.Gate, at, Draw.GateHandling) is not { } done)
            return null;
        Note(parcel, Step.ExportReleased, done, parcel.Lane.Gate);
        return (Stage.Board, done);
    }

    private (Stage, int)? Board(SimParcel parcel, int at)
    {
        if (grounds.BoardOf(parcel.Lane.Route).Take(at, parcel.IsGhost) is not { } boarding)
            return null;
        DecideLoss(parcel, at);
        parcel.Flight = boarding.FlightIndex;
        parcel.Bag = boarding.Bag;
        Note(parcel, Step.Departed, boarding.Flight.DepartsAt, parcel.Lane.Gate);

        // A bag is opened at once for all in it, and now and then goes the wrong way.
        long bag = Dice.Hash((parcel.Lane.Route.Index * 100_000L) + boarding.FlightIndex, boarding.Bag);
        int arrives = boarding.Flight.ArrivesAt + Hours(0.5, 5, Dice.Unit(seed, bag, 1));
        if (Dice.Unit(seed, bag, 2) < MissentShare)
            arrives += Hours(72, 200, Dice.Unit(seed, bag, 3));
        return (Stage.Customs, arrives);
    }

    private (Stage, int)? Customs(SimParcel parcel, int at)
    {
        Office office = parcel.Lane.Customs;
        Note(parcel, Step.Arrived, at, office);
        int shown = at + Hours(1, 5, Unit(parcel, Draw.Unloading));
        Note(parcel, Step.ImportStart, shown, office);
        if (Serve(parcel, office, shown, Draw.CustomsHandling) is not { } done)
            return null;
        CountryTraits country = countries[parcel.Lane.Destination];
        double held = country.Held;
        double holdHours = country.HoldHours;
        foreach (Regime rule in RegimesOf(parcel.Lane).Rules)
        {
            held += rule.IsAt(shown) ? rule.Strength : 0;
            holdHours += rule.IsAt(shown) ? rule.Hours : 0;
        }

        if (Unit(parcel, Draw.Held) < held)
        {
            Note(parcel, Step.ImportHeld, done, office);
            done += Hours(8, 8, 0) + (int)(Math.Min(Dice.Exponential(Unit(parcel, Draw.HoldTime), holdHours), 45 * 24) * HourSeconds);
            double fate = Unit(parcel, Draw.HoldFate);
            if (fate < country.Destroyed)
                return (Stage.Conclude, End(parcel, Step.Destroyed, Outcome.Destroyed, done, office));
            if (fate < country.Destroyed + country.Refused)
                return (Stage.Return, done);
        }

        Note(parcel, Step.ImportReleased, done, office);
        return (Stage.Sort, done + Hours(1, 8, Unit(parcel, Draw.ToSort)));
    }

    private (Stage, int)? Sort(SimParcel parcel, int at)
    {
        Note(parcel, Step.LastMileAccepted, at, parcel.Lane.Sort);
        if (Serve(parcel, parcel.Lane.Sort, at, Draw.SortHandling) is not { } done)
            return null;
        Note(parcel, Step.SortOut, done, parcel.Lane.Sort);
        int reach = parcel.Lane.ReachSeconds[parcel.Depot];
        return (Stage.Depot, done + reach + (int)(reach * 0.3 * Unit(parcel, Draw.ToDepot)));
    }

    /// <summary>Notes that something happened.</summary>
    public static void Note(SimParcel parcel, Step step, int at, Office office)
    {
        if (parcel.LostBefore is not { } lost || step < lost)
            parcel.Events.Add(new TrueEvent(step, at, (short)office.Index));
    }

    /// <summary>Notes the end of a parcel.</summary>
    public static int End(SimParcel parcel, Step step, Outcome outcome, int at, Office office)
    {
        Note(parcel, step, at, office);
        (parcel.Outcome, parcel.EndedAt) = (outcome, at);
        return at;
    }

    // A parcel is lost in the air or behind the sorting office; nobody says so.
    private void DecideLoss(SimParcel parcel, int at)
    {
        double lost = countries[parcel.Lane.Destination].Lost * RegimeSet.Factor(RegimesOf(parcel.Lane).Losses, at);
        if (Unit(parcel, Draw.Lost) < lost)
            parcel.LostBefore = Unit(parcel, Draw.LostWhere) < 0.5 ? Step.Arrived : Step.AtDepot;
    }

    private int? Serve(SimParcel parcel, Office office, int at, Draw draw)
    {
        if (grounds.QueueOf(office).Take(at, parcel.IsGhost) is not { } begins)
            return null;
        return begins + (int)(office.HandlingSeconds * (1 + (office.Spread * ((2 * Unit(parcel, draw)) - 1))));
    }

    private double Unit(SimParcel parcel, Draw draw) => Dice.Unit(seed, parcel.Id, (int)draw);

    private static int Hours(double least, double most, double unit) => (int)((least + ((most - least) * unit)) * HourSeconds);

    private (IReadOnlyList<Regime> Rules, IReadOnlyList<Regime> Losses) RegimesOf(TradeLane lane)
    {
        if (!_regimes.TryGetValue(lane.Name, out (IReadOnlyList<Regime>, IReadOnlyList<Regime>) known))
            _regimes[lane.Name] = known = (regimes.Of(RegimeKind.CustomsRule, RegimeSubject.Of(lane.Customs)), regimes.Of(RegimeKind.Losses, RegimeSubject.Of(lane)));
        return known;
    }
}
