using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Shipments.Domain.Parcels;
using Shipments.Storage;

namespace Shipments.Bench.Micro;

/// <summary>What it costs to pack the entries of one commit for one shard, and to read them again.</summary>
public class BlockBenchmarks
{
    private readonly BlockWriter _writer = new(shard: 5);
    private readonly List<FeedEntry> _read = [];
    private byte[][] _entries = [];
    private JournalBlock _block;

    /// <summary>How many entries a block has.</summary>
    [Params(1, 16, 128)]
    public int Entries { get; set; }

    /// <summary>Makes entries of parcels that differ in their times and codes.</summary>
    [GlobalSetup]
    public void Fill()
    {
        ParcelState state = BenchParcel.WithScans(6);
        _entries = [.. Enumerable.Range(0, Entries).Select(i => BenchParcel.Turn(state, BenchParcel.Scan(6 + i), "").Entry!.ToByteArray())];
        Pack();
        _block = _writer.Finish(1) with { Bytes = _writer.Finish(1).Bytes.ToArray() };
        Console.Out.WriteLine($"// {Entries} entries of {_entries.Average(entry => entry.Length):F0} bytes take {_block.Bytes.Length / (double)Entries:F0} bytes each in a block");
    }

    /// <summary>Packs them.</summary>
    [Benchmark]
    public int Pack()
    {
        _writer.Reset();
        for (int i = 0; i < _entries.Length; i++)
            _writer.Add(BenchParcel.Key, i + 1, _entries[i]);
        return _writer.Finish(1).Bytes.Length;
    }

    /// <summary>Reads them.</summary>
    [Benchmark]
    public int Read()
    {
        _read.Clear();
        BlockReader.Read(_block, _read);
        return _read.Count;
    }
}
