using Shipments.Bench.Simulation.Output;
using Shipments.Bench.Simulation.Regimes;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Choice;

namespace Shipments.Bench.Judging.Alarms;

/// <summary>
/// One world of which alarms alone are judged: lanes are told what passed their stages, without the payloads and the rules of parcels between. What long dwells tell is left out.
/// Deterministic: the same world gives the same verdict.
/// </summary>
internal sealed class AlarmsRun(WorldArguments.World asked, Action<int>? ticked = null) : IWorldWatcher
{
    // Before two weeks can be compared no detector finds anything.
    private const int BlindSeconds = 14 * OfficeHours.DaySeconds;

    // So long after the last parcel was sent nearly all are delivered: what stops then is the world.
    private const int DrainSeconds = 15 * OfficeHours.DaySeconds;

    private readonly List<Passage> _passages = [];
    private readonly List<string[]> _troubles = [];
    private readonly PassageReader _reader = new(asked.Network, asked.Options.Seed);
    private ToldScans? _told;
    private LaneTroubles? _truth;
    private int _at;

    /// <summary>Runs the world, and the same without strikes when there are some.</summary>
    public AlarmsVerdict Run(CancellationToken cancellationToken)
    {
        World world = new(asked.Network, asked.Regimes, asked.Places, asked.Options, this);
        _truth = new LaneTroubles(asked.Regimes, world.Grounds);
        int firstStrike = AlarmJudge.StrikesOf(asked.Regimes).Select(strike => strike.From).DefaultIfEmpty(int.MaxValue).Min();
        _told = firstStrike == int.MaxValue ? null : new ToldScans(firstStrike);
        world.Run(cancellationToken);
        _passages.Sort(static (left, right) => left.ToldAt.CompareTo(right.ToldAt));
        AlarmJudge judge = new(new ProductDetectors(), asked.Network, asked.Regimes, _truth, (lane, at) => _troubles[(at / World.TickSeconds) - 1][lane.Index]);
        Judge(judge, cancellationToken);
        return new AlarmsVerdict(asked.Options.Seed, Math.Max(0, Until - BlindSeconds) / (double)OfficeHours.DaySeconds, judge.Raised, Strikes(judge, firstStrike, cancellationToken));
    }

    public void Registered(SimParcel parcel, int at) => _passages.Add(new Passage(at, at, parcel.Lane.Index, FlowStage.Registered));

    public void Received(in Received received)
    {
        // What carriers say is read when the parcel has ended.
    }

    public void Ended(SimParcel parcel, int at)
    {
        if (parcel.IsGhost)
            return;
        _reader.Add(parcel, _passages);
        _told?.Ended(parcel, at);
    }

    public void Tick(int at)
    {
        _at = at;
        _troubles.Add([.. asked.Network.Lanes.Select(lane => _truth!.At(lane, at))]);
        ticked?.Invoke(at);
    }

    private int Until => Math.Min(_at, (asked.Options.Days * OfficeHours.DaySeconds) + DrainSeconds);

    private void Judge(AlarmJudge judge, CancellationToken cancellationToken)
    {
        long startMs = asked.Options.From.ToUnixTimeMilliseconds();
        PassageDesk lanes = new(asked.Network, _passages, startMs);
        for (int at = World.TickSeconds; at <= Until; at += World.TickSeconds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lanes.Carry(at);
            if (at >= BlindSeconds)
                judge.Look(lanes.Lanes, at, startMs + (at * 1_000L));
        }
    }

    private IReadOnlyList<StrikeFinding> Strikes(AlarmJudge judge, int firstStrike, CancellationToken cancellationToken)
    {
        if (_told is null)
            return [];
        ToldScans calm = new(firstStrike);
        RegimeSet others = new([.. asked.Regimes.All.Except(AlarmJudge.StrikesOf(asked.Regimes))]);
        new World(asked.Network, others, asked.Places, asked.Options, calm).Run(cancellationToken);
        return judge.Strikes((strike, lane) => calm.ShownAt(_told, lane, strike.From, strike.To));
    }
}
