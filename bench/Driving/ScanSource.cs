using System.Collections.Concurrent;
using Google.Protobuf.Collections;
using Shipments.Bench.Checking;
using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Driving;

/// <summary>Makes the next scans: whose, which, under what name. Thread-safe, but each caller has a random source of its own.</summary>
internal sealed class ScanSource(Population population, ScanLedger ledger, ParcelChoice parcels, bool isHot)
{
    private const int TriesMax = 64;
    private const int ScansPerNobody = 4;

    private readonly ConcurrentDictionary<int, int> _nobodys = [];
    private int _hot;
    private int _nobody;

    /// <summary>The scans acknowledged under each number of nobody, by its index.</summary>
    public IReadOnlyList<int> Nobodys =>
        [.. Enumerable.Range(0, _nobodys.IsEmpty ? 0 : _nobodys.Keys.Max() + 1).Select(i => _nobodys.GetValueOrDefault(i))];

    /// <summary>Fills a batch; false when the parcels have had all their scans.</summary>
    /// <param name="random">The caller's own.</param>
    /// <param name="scans">Gets the scans.</param>
    /// <param name="sent">Gets what they are owed.</param>
    public bool TryFill(Random random, RepeatedField<Scan> scans, Span<SentScan> sent)
    {
        for (int i = 0; i < sent.Length; i++)
        {
            if (!TryPick(random, out sent[i]))
                return false;
            scans.Add(ScanOf(sent[i]));
        }

        return true;
    }

    /// <summary>Scans were acknowledged.</summary>
    public void Acknowledged(ReadOnlySpan<SentScan> sent)
    {
        foreach (SentScan scan in sent)
        {
            if (scan.Kind == SentKind.OfNobody)
                _nobodys.AddOrUpdate(scan.Parcel, 1, (_, before) => before + 1);
        }
    }

    private bool TryPick(Random random, out SentScan sent)
    {
        double luck = random.NextDouble();
        if (luck < population.Shape.Unknown)
        {
            int n = Interlocked.Increment(ref _nobody) - 1;
            sent = new SentScan(n / ScansPerNobody, n % ScansPerNobody, SentKind.OfNobody, true);
            return true;
        }

        bool isAgain = luck < population.Shape.Unknown + population.Shape.Duplicates;
        for (int tries = 0; tries < TriesMax; tries++)
        {
            int parcel = isHot ? Volatile.Read(ref _hot) : parcels.Next(random);
            if (parcel >= parcels.Registered)
                break;
            if (isAgain && ledger.SentOf(parcel) - 1 is >= 0 and int last && ledger.IsAcknowledged(parcel, last))
            {
                sent = new SentScan(parcel, last, SentKind.Again, population.IsByNumber(parcel, last));
                return true;
            }

            if (ledger.TryNext(parcel, out int step))
            {
                sent = new SentScan(parcel, step, SentKind.New, population.IsByNumber(parcel, step));
                return true;
            }

            if (isHot)
                Interlocked.CompareExchange(ref _hot, parcel + 1, parcel);
        }

        sent = default;
        return false;
    }

    private Scan ScanOf(SentScan sent)
    {
        if (sent.Kind == SentKind.OfNobody)
        {
            Scan nobodys = population.ScanAt(sent.Parcel, sent.Step);
            nobodys.TrackingNumber = population.UnknownNumber(sent.Parcel);
            return nobodys;
        }

        Scan scan = population.ScanAt(sent.Parcel, population.PositionOf(sent.Parcel, sent.Step));
        if (sent.ByNumber)
            scan.TrackingNumber = population.NumberOf(sent.Parcel, sent.Step % population.Shape.Numbers);
        else
            scan.Parcel = population.NameOf(sent.Parcel);
        return scan;
    }
}
