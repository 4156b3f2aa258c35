using Google.Protobuf;
using Shipments.Domain.Carriers;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;
using Spectre.Console;

namespace Shipments.Bench.Lanes;

/// <summary>
/// One parcel's twenty scans from registration to delivery, as its actor journals them, read again and again as the feeder of lanes does. Half
/// of the scans move a milestone or the phase, half bring nothing but their delay, as on a real journey. Five runs of each kind, the median is told,
/// in processor time, so that what else runs on the machine hardly counts.
/// </summary>
internal sealed class EntryReads : LaneDeltas
{
    private const int Runs = 5;

    private static readonly string[] Codes =
    [
        "INFO_RECEIVED", "PICKED_UP", "PICKED_UP", "PICKED_UP", "EXPORT_CUSTOMS", "EXPORT_CUSTOMS_RELEASED", "DEPARTED", "LINE_HAUL", "LINE_HAUL", "LINE_HAUL",
        "ARRIVED", "ARRIVED", "IMPORT_CUSTOMS_STARTED", "IMPORT_CUSTOMS_RELEASED", "LAST_MILE_ACCEPTED", "LAST_MILE", "LAST_MILE", "LAST_MILE",
        "OUT_FOR_DELIVERY", "DELIVERED",
    ];

    private readonly LaneCells _cells = new();

    /// <summary>Measures and prints.</summary>
    public static int Run(int entries)
    {
        byte[][] journal = Journal();
        bool[] changes = [.. journal.Select(Changes)];
        Measure("all entries of a journey", journal, entries);
        Measure("that change a parcel's places", [.. journal.Where((_, i) => changes[i])], entries);
        Measure("that change its delay only", [.. journal.Where((_, i) => !changes[i])], entries);
        return 0;
    }

    /// <inheritdoc/>
    protected override LaneCells? SumOf(ReadOnlySpan<char> key, long seq, long atMs) => _cells;

    private static bool Changes(byte[] entry)
    {
        EntryReads reads = new();
        reads.Add("acme", 1, entry);
        return reads._cells.Sorted().Any(cell => cell.Key.Measure != LaneMeasure.Latency);
    }

    private static void Measure(string what, byte[][] journal, int entries)
    {
        EntryReads reads = new();
        double[] nanoseconds = new double[Runs];
        long bytes = 0;
        for (int run = -1; run < Runs; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan began = Environment.CpuUsage.TotalTime;
            for (int i = 0; i < entries; i++)
                reads.Add("acme", i, journal[i % journal.Length]);
            double took = (Environment.CpuUsage.TotalTime - began).TotalNanoseconds / entries;
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / entries;
            if (run >= 0)
                nanoseconds[run] = took;
        }

        Array.Sort(nanoseconds);
        double size = journal.Average(entry => entry.Length);
        AnsiConsole.WriteLine($"{what,-30} {journal.Length,3} of {size:0} B {nanoseconds[Runs / 2],5:0} ns ({nanoseconds[0]:0} to {nanoseconds[^1]:0}), {bytes} B made");
    }

    private static byte[][] Journal()
    {
        List<byte[]> entries = [];
        ParcelState state = ParcelState.Empty;
        DateTimeOffset start = TimeProvider.System.GetUtcNow().AddDays(-20);
        for (int i = -1; i < Codes.Length; i++)
        {
            ParcelTurn turn = new(state, "parcel/acme/p1", Vocabularies.Default, start.AddHours(12 * i));
            if (i < 0)
                turn.Register(new ParcelRegistered { OriginCountry = "CN", DestinationCountry = "US", Service = "standard" }, [], "r", 1);
            else
                turn.Record([Scan(Codes[i], start.AddHours(12 * i))], new Dictionary<string, long>());
            ParcelTurnResult result = turn.Finish();
            state = result.Next;
            entries.Add(result.Entry.ToByteArray());
        }

        return [.. entries];
    }

    private static ScanFact Scan(string code, DateTimeOffset at)
    {
        ScanFact scan = new() { Carrier = "shipments", Code = code, Time = EventTimes.FromInstant(at, "raw"), ReceivedMs = at.ToUnixTimeMilliseconds() };
        scan.Id = ScanIds.Of(scan);
        return scan;
    }
}
