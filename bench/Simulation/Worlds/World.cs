using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Payloads;
using Shipments.Bench.Simulation.Regimes;
using Shipments.Bench.Simulation.Scans;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>
/// A world of parcels between posts. One thread, no clock: the same network, regimes, seed and size give the same things in the same order.
/// Memory holds the parcels that are on their way.
/// </summary>
internal sealed class World
{
    /// <summary>A tick: half an hour.</summary>
    public const int TickSeconds = 1_800;

    private readonly Network _network;
    private readonly WorldOptions _options;
    private readonly IWorldWatcher _watcher;
    private readonly Agenda _agenda = new();
    private readonly Demand _demand;
    private readonly Journey _journey;
    private readonly Delivery _delivery;
    private readonly ScanDesk _scans;
    private readonly Polling _polling;
    private int _sent;

    public World(Network network, RegimeSet regimes, IReadOnlyDictionary<string, Place> places, WorldOptions options, IWorldWatcher watcher)
    {
        if (options.Problem() is { Length: > 0 } problem)
            throw new ArgumentException(problem, nameof(options));
        (_network, _options, _watcher) = (network, options, watcher);
        _demand = new Demand(network, regimes, options);
        Grounds = new Grounds(network, regimes, _demand, options);
        _journey = new Journey(Grounds, network.Countries, regimes, options.Seed);
        _delivery = new Delivery(Grounds, network.Countries, regimes, options.Seed);
        _scans = new ScanDesk(network, regimes, options.Seed);
        _polling = new Polling(_agenda, new PayloadScene(network, Grounds, places, options.From), watcher, options.Seed);
    }

    /// <summary>The offices and flights.</summary>
    public Grounds Grounds { get; }

    /// <summary>Parcels sent so far, ghosts not counted.</summary>
    public int Sent => _sent;

    /// <summary>Parcels on their way, ghosts counted.</summary>
    public int Open { get; private set; }

    /// <summary>Runs until all parcels have ended, or the world has.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        int end = _options.HorizonDays * OfficeHours.DaySeconds;
        for (int at = 0; at < end && (at < _options.Days * OfficeHours.DaySeconds || Open > 0); at += TickSeconds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (at % OfficeHours.DaySeconds == 0 && at / OfficeHours.DaySeconds < _options.Days)
                Send(at / OfficeHours.DaySeconds);
            int next = at + TickSeconds;
            while (_agenda.TryTake(next, out int when, out SimParcel parcel, out Stage stage))
                Go(parcel, stage, when);
            Flush(next);
            _watcher.Tick(next);
        }

        while (_agenda.TryTake(int.MaxValue, out int when, out SimParcel parcel, out Stage stage))
            Strand(parcel, Math.Min(when, end));
    }

    private void Send(int day)
    {
        foreach (TradeLane lane in _network.Lanes)
        {
            int count = _demand.On(lane, day);
            for (int i = 0; i < count; i++)
                Send(lane, day);
        }
    }

    private void Send(TradeLane lane, int day)
    {
        int id = _sent++;
        int at = (day * OfficeHours.DaySeconds) + (int)(Dice.Unit(_options.Seed, id, (int)Draw.OrderTime) * (OfficeHours.DaySeconds - 1));
        Put(Make(id, lane, isGhost: false), at);
        if (_options.GhostShare <= 0 || Dice.Unit(_options.Seed, id, (int)Draw.Ghost) >= _options.GhostShare)
            return;
        foreach (TradeLane other in _network.Lanes)
        {
            if (other != lane && other.Corridor == lane.Corridor)
                Put(Make(id, other, isGhost: true), at);
        }
    }

    private void Put(SimParcel parcel, int at)
    {
        Open++;
        _agenda.Put(at, parcel, Stage.Announce);
    }

    private SimParcel Make(int id, TradeLane lane, bool isGhost)
    {
        SimParcel parcel = lane.First == lane.Last ? SimParcel.OfOneCarrier(id, lane, isGhost) : new SimParcel(id, lane, isGhost);
        parcel.Depot = (int)(Dice.Unit(_options.Seed, id, (int)Draw.Depot) * lane.Depots.Count);
        if (!isGhost)
            SimNumbers.Give(parcel, _options.Seed);
        return parcel;
    }

    private void Go(SimParcel parcel, Stage stage, int at)
    {
        if (parcel.IsToldEnded)
            return;
        if (stage is Stage.PollFirst or Stage.PollLast)
        {
            _polling.Poll(parcel, stage, at);
            if (_polling.IsFull)
                Flush(at);
            TellEnd(parcel, at);
            return;
        }

        if (stage == Stage.Announce && !parcel.IsGhost)
            _watcher.Registered(parcel, at);
        int known = parcel.Events.Count;
        if (IsLostBefore(parcel, stage))
            (parcel.Outcome, parcel.EndedAt) = (Outcome.Lost, at);
        else if (stage != Stage.Conclude)
            Advance(parcel, stage, at);
        if (!parcel.IsGhost)
        {
            for (int i = known; i < parcel.Events.Count; i++)
                _scans.Report(parcel, i);
            _polling.Plan(parcel, at);
        }

        TellEnd(parcel, at);
    }

    private void Flush(int at)
    {
        foreach (SimParcel parcel in _polling.Flush(at))
            TellEnd(parcel, at);
    }

    private void Advance(SimParcel parcel, Stage stage, int at)
    {
        if (stage == Stage.Hub)
            parcel.PickedUpAt = at;
        (Stage Stage, int At)? next = stage < Stage.Depot ? _journey.Go(parcel, stage, at) : _delivery.Go(parcel, stage, at);
        if (next is { } known)
            _agenda.Put(known.At, parcel, known.Stage);
        else
            (parcel.Outcome, parcel.EndedAt) = (Outcome.Stranded, _options.HorizonDays * OfficeHours.DaySeconds);
    }

    private static bool IsLostBefore(SimParcel parcel, Stage stage) => parcel.LostBefore switch
    {
        Step.Arrived => stage == Stage.Customs,
        Step.AtDepot => stage == Stage.Depot,
        _ => false,
    };

    // An end is told once all that is ever said of the parcel has been said.
    private void TellEnd(SimParcel parcel, int at)
    {
        if (parcel.Outcome == Outcome.Open || parcel.IsToldEnded || (!parcel.IsGhost && Polling.HasMore(parcel)) || IsBefore(parcel, at))
            return;
        parcel.IsToldEnded = true;
        Open--;
        _watcher.Ended(parcel, at);
    }

    private static bool IsBefore(SimParcel parcel, int at) => parcel.Outcome is Outcome.Delivered or Outcome.Returned or Outcome.Destroyed && at < parcel.EndedAt;

    private void Strand(SimParcel parcel, int at)
    {
        if (parcel.IsToldEnded)
            return;
        if (parcel.Outcome == Outcome.Open)
            (parcel.Outcome, parcel.EndedAt) = (Outcome.Stranded, at);
        parcel.IsToldEnded = true;
        Open--;
        _watcher.Ended(parcel, at);
    }
}
