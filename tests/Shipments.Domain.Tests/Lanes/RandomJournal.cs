using Google.Protobuf;
using Shipments.Domain.Eta;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Eta;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Lanes;

/// <summary>
/// Entries of random parcels as their actors write them: late scans, corrections, voids and changes of lane among them. Their commits lie hours
/// or weeks apart, so that weeks grow old while the journal goes on.
/// </summary>
internal sealed class RandomJournal
{
    private static readonly string[] Services = ["std", "eco"];
    private static readonly string[] Destinations = ["US", "DE", ""];

    // Something to say at each point, so that windows are announced and counted too.
    private static readonly ForecastTable Forecasts = LanePast.Table(
        40, ("CN-US/std", Enumerable.Range(1, 10).Aggregate(new LanePast(), (past, point) => past.Tried((EtaPoint)point, 0, 22 - (2 * point), 50))));

    private readonly Random _random;
    private readonly int _seed;
    private readonly List<(ParcelRig Rig, RandomScans Scans)> _parcels = [];
    private readonly List<(int Parcel, byte[] Entry)>[] _shards;
    private long _clockMs = A.Ms(0);

    public RandomJournal(int seed, int shards)
    {
        _seed = seed;
        _random = new Random(seed);
        _shards = [.. Enumerable.Range(0, shards).Select(_ => new List<(int, byte[])>())];
    }

    public int Shards => _shards.Length;

    /// <summary>The last place of a shard; places begin at 1.</summary>
    public long Head(int shard) => _shards[shard].Count;

    public ReadOnlySpan<byte> Entry(int shard, long seq) => _shards[shard][(int)seq - 1].Entry;

    /// <summary>Lets one parcel do something, a new one now and then.</summary>
    public void Write()
    {
        int at = _parcels.Count == 0 || _random.Next(12) == 0 ? _parcels.Count : _random.Next(_parcels.Count);
        if (at == _parcels.Count)
            _parcels.Add((new ParcelRig { Forecasts = Forecasts }, new RandomScans((_seed * 1_000) + at)));
        (ParcelRig rig, RandomScans scans) = _parcels[at];
        ParcelRegistered? terms = !rig.State.Registered || _random.Next(10) == 0 ? Terms() : null;
        ScanFact[] facts = [.. Enumerable.Range(0, _random.Next(8) == 0 ? 0 : 1 + _random.Next(3)).Select(_ => Scan(scans))];
        ParcelEntry? entry = rig.Turn(turn => Work(turn, terms, facts));
        if (entry is null)
            return;
        _clockMs += _random.Next(10) == 0 ? 7L * 86_400_000 * _random.Next(4) : 3_600_000;
        entry = entry.Clone();
        entry.AtMs = _clockMs;
        _shards[at % _shards.Length].Add((at, entry.ToByteArray()));
    }

    /// <summary>The sum over all parcels of what each counts for as it is now, made without any entry.</summary>
    public SortedDictionary<string, LaneCells> SumOverParcels()
    {
        SortedDictionary<string, LaneCells> lanes = new(StringComparer.Ordinal);
        Span<LaneCell> places = new LaneCell[LaneContribution.CellsMax];
        foreach ((ParcelRig rig, _) in _parcels)
        {
            LaneContribution contribution = new(places);
            contribution.Write(LaneFacts.Of(rig.Decided));
            if (!lanes.TryGetValue("acme/" + rig.State.Lane, out LaneCells? cells))
                lanes["acme/" + rig.State.Lane] = cells = new LaneCells();
            foreach (LaneCell place in contribution.Cells)
                cells.Add(place, 1);
        }

        return lanes;
    }

    private static void Work(ParcelTurn turn, ParcelRegistered? terms, ScanFact[] facts)
    {
        if (!turn.Registered)
            turn.Register(terms!, [], "r", 1).Outcome.Should().Be(RegisterOutcome.Created);
        else if (terms is not null)
            turn.Update(terms, ParcelFields.Service | ParcelFields.DestinationCountry, 0, out _).Should().Be(Rejection.None);
        if (facts.Length > 0)
            turn.Record(facts, ParcelRig.NotRouted);
    }

    private static ScanFact Scan(RandomScans scans)
    {
        ScanFact fact = scans.One((ulong)(1 + scans.Next(14)), 14);
        long shift = 7L * 86_400_000 * scans.Next(30);
        fact.Time.UtcMs -= shift;
        fact.Time.EarliestMs -= fact.Time.EarliestMs == 0 ? 0 : shift;
        fact.Time.LatestMs -= fact.Time.LatestMs == 0 ? 0 : shift;
        return fact;
    }

    private ParcelRegistered Terms() => new()
    {
        OriginCountry = "CN",
        DestinationCountry = Destinations[_random.Next(Destinations.Length)],
        Service = Services[_random.Next(Services.Length)],
    };
}
