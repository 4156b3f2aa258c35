using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shipments.Api.Carriers;
using Shipments.Api.Hosting;
using Shipments.Api.Numbers;
using Shipments.Api.Scans;
using Shipments.V1;

namespace Shipments.Api.Tests.Fakes;

/// <summary>The scan path without its wire: recorder, router and cache over parcels in memory, at a fixed time.</summary>
internal sealed class Bench
{
    public Bench(int cacheEntries = 1_000)
    {
        Cache = new NumberCache(cacheEntries);
        IMeterFactory meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        ApiInstruments instruments = new(meters);
        ScanRouter router = new(Shipments, Shipments, Cache, instruments);
        Recorder = new ScanRecorder(router, Batches, Unmapped, instruments, new FakeTimeProvider(Make.Now));
        Ingest = new PayloadIngest(Recorder, Batches, new NumberLinking(Shipments, Shipments));
    }

    public FakeShipments Shipments { get; } = new();

    public NumberCache Cache { get; }

    public ScanBatchPool Batches { get; } = new();

    public TenantUnmappedCodes Unmapped { get; } = new();

    public ScanRecorder Recorder { get; }

    public PayloadIngest Ingest { get; }

    public async Task<ScanOutcome[]> Record(params Scan[] scans) => await RecordAs("", scans);

    public async Task<ScanOutcome[]> RecordAs(string requestId, params Scan[] scans)
    {
        var response = new RecordScansResponse();
        await Recorder.RecordAsync("acme", requestId, new RecordScansRequest { Scans = { scans } }.Scans, response.Outcomes, default);
        return [.. response.Outcomes];
    }
}
