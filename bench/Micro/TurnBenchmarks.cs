using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Bench.Micro;

/// <summary>What a parcel does with one scan between the call and the append, and what a start does with its entry.</summary>
public class TurnBenchmarks
{
    private ParcelState _state = ParcelState.Empty;
    private ParcelState _asked = ParcelState.Empty;
    private ScanFact _next = new();
    private ScanFact _known = new();
    private ReadOnlyMemory<byte> _entry;

    /// <summary>Ten scans lie in the parcel; the asked one has answered its 32 requests too.</summary>
    [GlobalSetup]
    public void Fill()
    {
        _state = BenchParcel.WithScans(10);
        _asked = _state;
        for (int i = 0; i < 40; i++)
            _asked = BenchParcel.Turn(_asked, BenchParcel.Scan(9), "request-" + i.ToString("D20", System.Globalization.CultureInfo.InvariantCulture)).Next;
        _next = BenchParcel.Scan(10);
        _known = BenchParcel.Scan(4);
        _entry = BenchParcel.Turn(_state, _next, "").Entry!.ToByteArray();
    }

    /// <summary>A new scan behind ten, without a request id: the common case of a stream.</summary>
    [Benchmark(Baseline = true)]
    public int Append()
    {
        ParcelTurnResult result = BenchParcel.Turn(_state, _next, "");
        return result.Entry!.ToByteArray().Length + result.Next.SizeBytes;
    }

    /// <summary>The same with a request id, in a parcel that remembers 32.</summary>
    [Benchmark]
    public int AppendWithRequestId()
    {
        ParcelTurnResult result = BenchParcel.Turn(_asked, _next, "request-new");
        return result.Entry!.ToByteArray().Length + result.Next.SizeBytes;
    }

    /// <summary>A scan that is there already.</summary>
    [Benchmark]
    public int Duplicate() => BenchParcel.Turn(_state, _known, "").Next.SizeBytes;

    /// <summary>A committed entry, applied to the state before it.</summary>
    [Benchmark]
    public int Replay() => ParcelReplay.Apply(_state, _entry).SizeBytes;

    /// <summary>A row as it is loaded.</summary>
    [Benchmark]
    public int Decode() => ParcelState.Decode(_state.Bytes).SizeBytes;
}
