using Google.Protobuf;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Bench.Judging.Deciding;

/// <summary>
/// The product without its silos: adapters read the payloads, the rules of parcels decide, and entries go to lanes, all at the time of the world and
/// on one thread.
/// </summary>
internal sealed class DomainDesk(DateTimeOffset start, LaneDesk lanes, IDecisionWatcher watcher, IForecastSource? forecasts = null)
{
    /// <summary>The tenant of all parcels.</summary>
    public const string Tenant = "sim";

    private static readonly IReadOnlyCollection<string> NothingStated = [];

    private readonly IVocabulary _vocabulary = new LiveVocabularies().Snapshot();
    private readonly Dictionary<string, JudgedParcel> _byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _routed = new(1, StringComparer.Ordinal);

    public DeskCounts Counts { get; } = new();

    /// <summary>Somebody registers a parcel.</summary>
    public void Register(SimParcel parcel, int at)
    {
        JudgedParcel judged = new(parcel, $"parcel/{Tenant}/sim-{parcel.Id}");
        ParcelRegistered registered = new()
        {
            Service = parcel.Lane.Service, OriginCountry = parcel.Lane.Origin, DestinationCountry = parcel.Lane.Destination,
            UntrackedService = parcel.Lane.IsUntracked,
        };
        foreach (string number in Numbers(parcel))
        {
            registered.Numbers.Add(new ParcelNumber { Number = number, FromMs = Ms(at) - 86_400_000 });
            _byNumber[number] = judged;
        }

        ParcelTurn turn = Begin(judged, at);
        RegisterVerdict verdict = turn.Register(registered, NothingStated, "", 0);
        if (verdict.Outcome != RegisterOutcome.Created)
            throw new InvalidDataException($"The parcel sim-{parcel.Id} is refused: {verdict.Detail}");
        Commit(judged, turn, at);
    }

    /// <summary>A payload comes in.</summary>
    public void Receive(in Received received)
    {
        ICarrierAdapter adapter = CarrierAdapters.Default[received.Format];
        PayloadReading reading = adapter.Read(received.Payload, start.AddSeconds(received.At));
        bool isFaulty = reading.Fault is not null;
        foreach (PayloadItem item in reading.Items)
        {
            isFaulty |= item.Fault is not null || item.Scans.Any(scan => scan.Fault is not null);
            if (item.Scans.Count > 0 && _byNumber.TryGetValue(item.Number, out JudgedParcel? parcel))
                Record(parcel, received.Format, item, received.At);
        }

        Counts.Payloads++;
        Counts.Torn += received.IsTorn ? 1 : 0;
        Counts.TornRefused += received.IsTorn && isFaulty ? 1 : 0;
        Counts.WholeRefused += !received.IsTorn && isFaulty ? 1 : 0;
    }

    /// <summary>Nothing more will be heard of a parcel; answers it as it stands.</summary>
    public JudgedParcel Forget(SimParcel parcel)
    {
        JudgedParcel judged = _byNumber[parcel.PlatformNumber];
        foreach (string number in Numbers(parcel))
            _byNumber.Remove(number);
        return judged;
    }

    private static IEnumerable<string> Numbers(SimParcel parcel) =>
        parcel.LastMileNumber == parcel.PlatformNumber ? [parcel.PlatformNumber] : [parcel.PlatformNumber, parcel.LastMileNumber];

    private void Record(JudgedParcel parcel, string format, PayloadItem item, int at)
    {
        ParcelTurn turn = Begin(parcel, at);
        ScanFact[] facts = [.. item.Scans.Select(scan => scan.Fact).OfType<ScanFact>()];
        _routed.Clear();
        _routed[item.Number] = 1;
        foreach (ScanVerdict verdict in turn.Record(facts, _routed, WholeHistories.Of(format, item, item.Number, Ms(at))))
            Counts.Add(verdict);
        Commit(parcel, turn, at);
    }

    private ParcelTurn Begin(JudgedParcel parcel, int at) =>
        new(parcel.State, parcel.Key, _vocabulary, start.AddSeconds(at), parcel.Version, forecasts: forecasts?.Table);

    private void Commit(JudgedParcel parcel, ParcelTurn turn, int at)
    {
        ParcelTurnResult result = turn.Finish();
        if (result.Entry is not { } entry)
            return;
        parcel.State = result.Next;
        parcel.Version++;
        Counts.Entries++;
        lanes.Add(entry.ToByteArray());
        watcher.Committed(parcel, entry, Ms(at));
    }

    private long Ms(int at) => start.ToUnixTimeMilliseconds() + (at * 1_000L);
}
