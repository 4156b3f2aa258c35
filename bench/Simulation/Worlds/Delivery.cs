using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Regimes;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>The way of a parcel from the delivering office to its end.</summary>
internal sealed class Delivery(Grounds grounds, IReadOnlyDictionary<string, CountryTraits> countries, RegimeSet regimes, long seed)
{
    private const int HourSeconds = 3_600;
    private const int TriesMax = 3;
    private const double CounterAfterFailed = 0.4;

    private readonly Dictionary<string, IReadOnlyList<Regime>> _absences = new(StringComparer.Ordinal);

    /// <summary>Notes what happens, and answers the next stage with its time; null when the world ends before it.</summary>
    public (Stage Stage, int At)? Go(SimParcel parcel, Stage stage, int at) => stage switch
    {
        Stage.Depot => Depot(parcel, at),
        Stage.Attempt => Attempt(parcel, at),
        Stage.Counter => Counter(parcel, at),
        Stage.Fetch => (Stage.Conclude, Journey.End(parcel, Step.Delivered, Outcome.Delivered, at, OfficeOf(parcel))),
        Stage.Return => Return(parcel, at),
        Stage.Announce or Stage.Hub or Stage.Gate or Stage.Board or Stage.Customs or Stage.Sort or Stage.Conclude or Stage.PollFirst or Stage.PollLast =>
            throw new ArgumentOutOfRangeException(nameof(stage), stage, "It is no part of the delivery."),
    };

    private static Office OfficeOf(SimParcel parcel) => parcel.Lane.Depots[parcel.Depot];

    private (Stage, int)? Depot(SimParcel parcel, int at)
    {
        if (parcel.Tries == 0)
        {
            Journey.Note(parcel, Step.AtDepot, at, OfficeOf(parcel));
            if (Unit(parcel, Draw.Counter) < countries[parcel.Lane.Destination].Counter)
                return NextRound(parcel, at, Stage.Counter);
        }

        return NextRound(parcel, at, Stage.Attempt);
    }

    private (Stage, int)? NextRound(SimParcel parcel, int at, Stage stage)
    {
        if (grounds.RoundsOf(OfficeOf(parcel)).Take(at, parcel.IsGhost) is not { } round)
            return null;
        int leaves = round.LeavesAt + (int)(HourSeconds * Dice.Unit(seed, parcel.Id, (int)Draw.RoundTime + (parcel.Tries << 8)));
        if (stage == Stage.Attempt)
            Journey.Note(parcel, Step.OutForDelivery, leaves, OfficeOf(parcel));
        double part = Dice.Unit(seed, parcel.Id, (int)Draw.Attempt + (parcel.Tries << 16));
        return (stage, leaves + (HourSeconds / 2) + (int)((round.Seconds - (2 * HourSeconds)) * part));
    }

    private (Stage, int)? Attempt(SimParcel parcel, int at)
    {
        parcel.Tries++;
        Tried(parcel, at);
        double absent = countries[parcel.Lane.Destination].Absent;
        foreach (Regime regime in AbsencesOf(parcel.Lane))
            absent += regime.IsAt(at) ? regime.Strength : 0;
        if (Dice.Unit(seed, parcel.Id, (int)Draw.Attempt + (parcel.Tries << 8)) >= absent)
            return (Stage.Conclude, Journey.End(parcel, Step.Delivered, Outcome.Delivered, at, OfficeOf(parcel)));
        Journey.Note(parcel, Step.AttemptFailed, at, OfficeOf(parcel));
        bool toCounter = parcel.Tries >= TriesMax || Dice.Unit(seed, parcel.Id, (int)Draw.Counter + (parcel.Tries << 8)) < CounterAfterFailed;
        return NextRound(parcel, at, toCounter ? Stage.Counter : Stage.Attempt);
    }

    private (Stage, int)? Counter(SimParcel parcel, int at)
    {
        Tried(parcel, at);
        Journey.Note(parcel, Step.AtCounter, at, OfficeOf(parcel));
        if (Unit(parcel, Draw.Unclaimed) < countries[parcel.Lane.Destination].Unclaimed)
            return (Stage.Return, at + (15 * OfficeHours.DaySeconds));
        double days = 0.2 + Math.Min(Dice.Exponential(Unit(parcel, Draw.FetchTime), 2.2), 14);
        return (Stage.Fetch, at + (int)(days * OfficeHours.DaySeconds));
    }

    private (Stage, int)? Return(SimParcel parcel, int at)
    {
        Office office = parcel.FirstAttemptAt < 0 ? parcel.Lane.Customs : OfficeOf(parcel);
        Journey.Note(parcel, Step.ReturnBegins, at, office);
        int back = at + (int)((12 + (16 * Unit(parcel, Draw.ReturnTime))) * OfficeHours.DaySeconds);
        return (Stage.Conclude, Journey.End(parcel, Step.Returned, Outcome.Returned, back, parcel.Lane.Hub));
    }

    private static void Tried(SimParcel parcel, int at)
    {
        if (parcel.FirstAttemptAt < 0)
            parcel.FirstAttemptAt = at;
    }

    private double Unit(SimParcel parcel, Draw draw) => Dice.Unit(seed, parcel.Id, (int)draw);

    private IReadOnlyList<Regime> AbsencesOf(TradeLane lane)
    {
        if (!_absences.TryGetValue(lane.Name, out IReadOnlyList<Regime>? known))
            _absences[lane.Name] = known = regimes.Of(RegimeKind.Attempts, RegimeSubject.Of(lane));
        return known;
    }
}
