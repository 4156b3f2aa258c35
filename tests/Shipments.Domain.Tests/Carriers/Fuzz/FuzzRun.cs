using System.Diagnostics;
using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.Fuzz;

/// <summary>
/// Gives an adapter damaged payloads. Each input follows from the seed and its own number, so that it can be made again alone, whatever the
/// threads did. Within each: nothing is thrown, what is read keeps its bounds, time and memory too; now and then another adapter, the detection
/// and the parcel's rules get it as well.
/// </summary>
internal sealed class FuzzRun(string format, int seed)
{
    private const int ElsewhereOneIn = 8;
    private const int AgainMax = 4;
    private const long AllocatedBase = 32L << 20;
    private const long AllocatedPerByte = 256;

    // Where an input takes longer it is read again: on a busy machine one slow reading says little.
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SlowMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HangMax = TimeSpan.FromMinutes(2);
    private static readonly DateTimeOffset ReceivedAt = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly ICarrierAdapter _adapter = CarrierAdapters.Default[format];
    private readonly ICarrierAdapter[] _others = [.. CarrierAdapters.Default.Values.OrderBy(each => each.Format, StringComparer.Ordinal)];
    private readonly SeedMutator _mutator = new(FuzzSeeds.ByFormat[format], FuzzSeeds.All);

    /// <summary>One input, by its number.</summary>
    public byte[] Input(long number) => _mutator.Next(RandomOf(number));

    /// <summary>Runs so many inputs.</summary>
    public FuzzTally Run(long inputs, int threads)
    {
        FuzzTally[] tallies = [.. Enumerable.Range(0, threads).Select(_ => new FuzzTally())];
        long[] reached = new long[threads];
        Thread[] running = [.. Enumerable.Range(0, threads).Select(at => new Thread(() => RunEach(at, threads, inputs, tallies[at], reached)) { IsBackground = true })];
        foreach (Thread thread in running)
            thread.Start();
        FuzzTally all = new();
        for (int at = 0; at < threads; at++)
        {
            for (long before = -1; !running[at].Join(HangMax); before = Volatile.Read(ref reached[at]))
            {
                if (before == Volatile.Read(ref reached[at]))
                    throw new TimeoutException($"{format}, seed {seed}: input {before} was awaited for {HangMax.TotalMinutes:0} minutes.");
            }

            all.Add(tallies[at]);
        }

        return all;
    }

    private void RunEach(int first, int step, long inputs, FuzzTally tally, long[] reached)
    {
        for (long number = first; number < inputs; number += step)
        {
            Volatile.Write(ref reached[first], number);
            Random random = RandomOf(number);
            byte[] payload = _mutator.Next(random);
            try
            {
                RunOne(number, payload, random, tally);
            }
            catch (Exception thrown)
            {
                tally.Fail(number, thrown.ToString());
            }
        }
    }

    private void RunOne(long number, byte[] payload, Random random, FuzzTally tally)
    {
        PayloadReading reading = Timed(payload, out TimeSpan time, out long allocated);
        for (int again = 0; time > Slow && again < AgainMax; again++)
        {
            _ = Timed(payload, out TimeSpan next, out _);
            time = next < time ? next : time;
        }

        tally.Count(number, payload, reading, time, allocated);
        if (time > SlowMax)
            tally.Fail(number, $"{time.TotalSeconds:0.0} s for {payload.Length} bytes");
        if (allocated > AllocatedBase + (payload.Length * AllocatedPerByte))
            tally.Fail(number, $"{allocated} bytes were allocated for {payload.Length}");
        if (ReadingBounds.Excess(reading, ReceivedAt) is { } excess)
            tally.Fail(number, $"out of bounds: {excess}");
        if (random.Next(ElsewhereOneIn) != 0)
            return;
        CarrierAdapters.Detect(payload);
        ICarrierAdapter other = _others[random.Next(_others.Length)];
        if (ReadingBounds.Excess(other.Read(payload, ReceivedAt), ReceivedAt) is { } foreign)
            tally.Fail(number, $"out of bounds in {other.Format}: {foreign}");
        Fold(reading);
    }

    private PayloadReading Timed(byte[] payload, out TimeSpan time, out long allocated)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        PayloadReading reading = _adapter.Read(payload, ReceivedAt);
        time = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return reading;
    }

    // As a parcel would that has them all.
    private static void Fold(PayloadReading reading)
    {
        ScanFact[] facts = [.. reading.Items.SelectMany(item => item.Scans).Select(scan => scan.Fact).OfType<ScanFact>().Take(50)];
        if (facts.Length == 0)
            return;
        foreach (ScanFact fact in facts)
            fact.Number = "";
        ParcelTurn turn = new(ParcelState.Empty, "parcel/acme/p", Vocabularies.Default, ReceivedAt);
        turn.Register(new ParcelRegistered(), [], "", 0);
        IReadOnlyList<ScanVerdict> verdicts = turn.Record(facts, new Dictionary<string, long>());
        ParcelState next = turn.Finish().Next;
        if (ParcelState.Decode(next.Bytes).ScanCount != next.ScanCount || verdicts.Count != facts.Length)
            throw new InvalidOperationException("The parcel is another one when it is read again.");
    }

    private Random RandomOf(long number) => new(HashOf(seed, number));

    // Written out, so that it is the same in every process.
    private static int HashOf(int seed, long number)
    {
        ulong mixed = unchecked(((ulong)seed * 0x9E37_79B9_7F4A_7C15UL) + ((ulong)number * 0xBF58_476D_1CE4_E5B9UL));
        mixed = unchecked((mixed ^ (mixed >> 31)) * 0x94D0_49BB_1331_11EBUL);
        return (int)(mixed >> 33);
    }
}
