using Shipments.Domain.Carriers;

namespace Shipments.Domain.Tests.Carriers.Fuzz;

/// <summary>What became of the inputs of a run.</summary>
internal sealed class FuzzTally
{
    private const int FailuresKept = 20;

    public long Inputs { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Payloads refused whole.</summary>
    public long Refused { get; private set; }

    public long Items { get; private set; }

    public long ItemFaults { get; private set; }

    public long NotFound { get; private set; }

    public long Scans { get; private set; }

    public long ScanFaults { get; private set; }

    public long Linked { get; private set; }

    public (TimeSpan Time, long Input) Slowest { get; private set; }

    /// <summary>The most bytes that reading one input allocated.</summary>
    public (long Bytes, long Input) Greediest { get; private set; }

    public int LargestInput { get; private set; }

    public List<string> Failures { get; } = [];

    public void Fail(long input, string problem)
    {
        if (Failures.Count < FailuresKept)
            Failures.Add($"input {input}: {problem}");
    }

    public void Count(long input, byte[] payload, PayloadReading reading, TimeSpan time, long allocated)
    {
        Inputs++;
        Bytes += payload.Length;
        LargestInput = Math.Max(LargestInput, payload.Length);
        Refused += reading.Fault is null ? 0 : 1;
        if (time > Slowest.Time)
            Slowest = (time, input);
        if (allocated > Greediest.Bytes)
            Greediest = (allocated, input);
        foreach (PayloadItem item in reading.Items)
        {
            Items++;
            ItemFaults += item.Fault is null ? 0 : 1;
            NotFound += item.NotFound ? 1 : 0;
            Linked += item.Linked.Count;
            foreach (PayloadScan scan in item.Scans)
            {
                Scans += scan.Fact is null ? 0 : 1;
                ScanFaults += scan.Fault is null ? 0 : 1;
            }
        }
    }

    public void Add(FuzzTally other)
    {
        Inputs += other.Inputs;
        Bytes += other.Bytes;
        Refused += other.Refused;
        Items += other.Items;
        ItemFaults += other.ItemFaults;
        NotFound += other.NotFound;
        Scans += other.Scans;
        ScanFaults += other.ScanFaults;
        Linked += other.Linked;
        Slowest = other.Slowest.Time > Slowest.Time ? other.Slowest : Slowest;
        Greediest = other.Greediest.Bytes > Greediest.Bytes ? other.Greediest : Greediest;
        LargestInput = Math.Max(LargestInput, other.LargestInput);
        Failures.AddRange(other.Failures.Take(FailuresKept - Failures.Count));
    }
}
