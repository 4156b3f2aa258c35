using System.Numerics;

namespace Shipments.Bench.Checking;

/// <summary>
/// What was sent to each parcel and what of it was acknowledged: a counter and a bit a scan, in pieces made when they are needed. Thread-safe.
/// </summary>
/// <param name="parcelsMax">The most parcels.</param>
/// <param name="stepsMax">The most scans of one parcel, 1 to 4,096.</param>
internal sealed class ScanLedger(int parcelsMax, int stepsMax)
{
    private const int ChunkParcels = 1 << 14;
    private const int WordBits = 64;

    private readonly int _words = (stepsMax + WordBits - 1) / WordBits;
    private readonly Chunk?[] _chunks = new Chunk?[(parcelsMax / ChunkParcels) + 1];
    private readonly Lock _lock = new();
    private long _sent;

    /// <summary>The most scans of one parcel.</summary>
    public int StepsMax => stepsMax;

    /// <summary>Scans taken, all parcels together.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Takes the parcel's next scan, from 0; false when it has had all.</summary>
    public bool TryNext(int parcel, out int step)
    {
        ref int sent = ref ChunkOf(parcel).Sent[parcel % ChunkParcels];
        step = Interlocked.Increment(ref sent) - 1;
        if (step < stepsMax)
        {
            Interlocked.Increment(ref _sent);
            return true;
        }

        Interlocked.Decrement(ref sent);
        return false;
    }

    /// <summary>How many scans of the parcel were taken.</summary>
    public int SentOf(int parcel) => Math.Min(stepsMax, Volatile.Read(ref ChunkOf(parcel).Sent[parcel % ChunkParcels]));

    /// <summary>Notes that a scan was acknowledged; false when it was before.</summary>
    public bool Acknowledge(int parcel, int step)
    {
        ulong bit = 1UL << (step % WordBits);
        return (Interlocked.Or(ref Word(parcel, step), bit) & bit) == 0;
    }

    /// <summary>Whether a scan was acknowledged.</summary>
    public bool IsAcknowledged(int parcel, int step) => (Volatile.Read(ref Word(parcel, step)) >> (step % WordBits) & 1) != 0;

    /// <summary>How many scans of the parcel were acknowledged.</summary>
    public int AcknowledgedOf(int parcel)
    {
        int count = 0;
        for (int step = 0; step < stepsMax; step += WordBits)
            count += BitOperations.PopCount(Volatile.Read(ref Word(parcel, step)));
        return count;
    }

    private ref ulong Word(int parcel, int step) =>
        ref ChunkOf(parcel).Acknowledged[(parcel % ChunkParcels * _words) + (step / WordBits)];

    private Chunk ChunkOf(int parcel)
    {
        ref Chunk? place = ref _chunks[parcel / ChunkParcels];
        return Volatile.Read(ref place) ?? Make(ref place);
    }

    private Chunk Make(ref Chunk? place)
    {
        lock (_lock)
        {
            if (place is null)
                Volatile.Write(ref place, new Chunk(new int[ChunkParcels], new ulong[ChunkParcels * _words]));
            return place;
        }
    }

    private sealed record Chunk(int[] Sent, ulong[] Acknowledged);
}
