using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Judging.Choices;
using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Judging.Totals;
using Shipments.Bench.Simulation.Output;
using Shipments.Bench.Simulation.Regimes;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Journal.V1;
using PublicDetails = Shipments.V1.LaneDetails;

namespace Shipments.Bench.Judging;

/// <summary>One world run into the product, and all judges over it. Deterministic: the same world gives the same verdicts.</summary>
internal sealed class JudgeRun : IWorldWatcher, IDecisionWatcher
{
    private const int RefreshSeconds = 6 * 3_600;

    private readonly WorldArguments.World _asked;
    private readonly JudgeParts _parts;
    private readonly LaneDesk _lanes = new();
    private readonly DomainDesk _desk;
    private readonly EtaJudge _eta;
    private readonly TotalsJudge _totals = new();
    private readonly List<BacklogPoint> _backlog = [];
    private readonly Action<int>? _ticked;
    private LaneTroubles? _troubles;
    private AlarmJudge? _alarms;
    private ChoiceJudge? _choices;
    private ToldScans? _told;
    private IReadOnlyDictionary<string, PublicDetails>? _views;
    private int _at;

    /// <summary>Makes it.</summary>
    /// <param name="asked">The world.</param>
    /// <param name="parts">What is judged.</param>
    /// <param name="ticked">Called with the time of each tick.</param>
    public JudgeRun(WorldArguments.World asked, JudgeParts parts, Action<int>? ticked = null)
    {
        (_asked, _parts, _ticked) = (asked, parts, ticked);
        _desk = new DomainDesk(asked.Options.From, _lanes, this, parts.Forecasts);
        _eta = new EtaJudge(parts.Predictors, asked.Options.From);
    }

    /// <summary>Runs the world to its end.</summary>
    public JudgedWorld Run(CancellationToken cancellationToken)
    {
        WorldOptions options = _asked.Options;
        World world = new(_asked.Network, _asked.Regimes, _asked.Places, options, this);
        _troubles = new LaneTroubles(_asked.Regimes, world.Grounds);
        _alarms = _parts.Detector is null ? null : new AlarmJudge(_parts.Detector, _asked.Network, _asked.Regimes, _troubles);
        _choices = _parts.Choosers.Count == 0 ? null : new ChoiceJudge(_parts.Choosers, _asked.Network, _parts.Terms, options);
        int firstStrike = AlarmJudge.StrikesOf(_asked.Regimes).Select(strike => strike.From).DefaultIfEmpty(int.MaxValue).Min();
        _told = _alarms is null || firstStrike == int.MaxValue ? null : new ToldScans(firstStrike);
        world.Run(cancellationToken);
        _lanes.Carry(Ms(_at) + 1_000);
        return new JudgedWorld
        {
            Seed = options.Seed, Days = _at / (double)OfficeHours.DaySeconds, Counts = _desk.Counts, Announced = _eta.Announced, Milestones = _eta.Milestones,
            Faithful = _totals.Faithful, Differing = _totals.Differing, DifferingTold = _totals.Told, LaneDifferences = _totals.Differences(_lanes.Lanes),
            Lanes = LaneVerdict.Of(_totals, _lanes.Lanes, _views ?? LaneSnapshot.Of(_lanes.Lanes, Ms(_at))), Raised = _alarms?.Raised ?? [], Strikes = Strikes(firstStrike, cancellationToken),
            Choices = _choices?.Results() ?? [], Backlog = _backlog, Regimes = _asked.Regimes.All,
        };
    }

    public void Registered(SimParcel parcel, int at)
    {
        _desk.Register(parcel, at);
        _choices?.Registered(parcel, at);
        if (_choices is not null && Dice.Unit(_asked.Options.Seed, parcel.Id, (int)Draw.Ghost) < _asked.Options.GhostShare)
            _choices.Sent(parcel, _lanes.Lanes, at);
    }

    public void Received(in Received received) => _desk.Receive(received);

    public void Ended(SimParcel parcel, int at)
    {
        _choices?.Ended(parcel);
        if (parcel.IsGhost)
            return;
        _told?.Ended(parcel, at);
        _eta.Ended(parcel);
        _totals.Ended(_desk.Forget(parcel), Ms(0));
    }

    public void Tick(int at)
    {
        _at = at;
        long now = Ms(at);
        _lanes.Carry(now);
        if (at % RefreshSeconds == 0)
        {
            _eta.Refresh(_lanes.Lanes, now);
            _backlog.Add(new BacklogPoint(at, [.. _asked.Network.Lanes.Select(lane => _troubles!.BacklogDays(lane, at))]));
        }

        // Later lanes run empty, and nothing waits on them.
        if (_views is null && at >= _asked.Options.Days * OfficeHours.DaySeconds)
            _views = LaneSnapshot.Of(_lanes.Lanes, now);
        _alarms?.Look(_lanes.Lanes, at, now);
        _ticked?.Invoke(at);
    }

    public void Committed(JudgedParcel parcel, ParcelEntry entry, long nowMs) =>
        _eta.Committed(parcel, entry, _parts.Announces(entry), nowMs);

    // Beside the same world without strikes it is seen which scans they keep back.
    private IReadOnlyList<StrikeFinding> Strikes(int firstStrike, CancellationToken cancellationToken)
    {
        if (_alarms is null || _told is null)
            return [];
        ToldScans calm = new(firstStrike);
        RegimeSet others = new([.. _asked.Regimes.All.Except(AlarmJudge.StrikesOf(_asked.Regimes))]);
        new World(_asked.Network, others, _asked.Places, _asked.Options with { GhostShare = 0 }, calm).Run(cancellationToken);
        return _alarms.Strikes((strike, lane) => calm.ShownAt(_told, lane, strike.From, strike.To));
    }

    private long Ms(int at) => _asked.Options.From.ToUnixTimeMilliseconds() + (at * 1_000L);
}
