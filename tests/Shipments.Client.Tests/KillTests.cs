using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Shipments.TestKit;
using Shipments.TestKit.Processes;
using Shipments.V1;

namespace Shipments.Client.Tests;

/// <summary>The client against a real silo in a process of its own, which dies under it.</summary>
public sealed class KillTests : IAsyncLifetime
{
    private const int Parcels = 200;
    private const int ScansOfEach = 60;
    private const int Kills = 3;

    private static readonly TimeSpan s_within = TimeSpan.FromMinutes(3);

    private readonly TempFolder _data = new();
    private SiloProcess? _silo;
    private ServiceProvider? _services;

    public async Task InitializeAsync()
    {
        _silo = await SiloProcess.StartAsync(_data.Path, FreePort.Take());
        _services = new ServiceCollection().AddShipmentsClient(options =>
        {
            options.Addresses.Add(_silo.Address);
            options.Deadline = TimeSpan.FromMinutes(2);
            options.AttemptsMax = 100;
            options.BackoffMax = TimeSpan.FromSeconds(0.5);
            options.BatchScansMax = 100;
            options.StreamBatchesMax = 8;
        }).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _silo!.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>
    /// Goal: over a silo that is killed again and again, ingestion and the reading of changes lose nothing and double nothing, and the caller
    /// writes no line for it. Method: one loop ingests scans, another reads changes from a cursor taken before; the silo gets SIGKILL after
    /// each quarter of the outcomes. Then outcomes, parcels and changes are compared with what was sent.
    /// </summary>
    [Fact]
    public async Task Ingestion_and_changes_lose_and_double_nothing_over_kills()
    {
        ShipmentsClient client = _services!.GetRequiredService<ShipmentsClient>();
        string cursor = await client.Changes.GetCursorAsync();
        IReadOnlyList<RegisteredParcel> made = await client.Parcels.RegisterBatchAsync(
            [.. Enumerable.Range(0, Parcels).Select(i => new RegisterParcelRequest { ParcelId = $"p{i}", OriginCountry = "CN", DestinationCountry = "US" })]);
        made.Should().OnlyContain(one => one.Error == null);
        ConcurrentQueue<Change> changes = [];
        using CancellationTokenSource enough = new();
        Task reading = ReadAsync(client, cursor, changes, enough.Token);

        List<IngestedScan> ingested = [];
        async Task IngestAsync()
        {
            await foreach (IngestedScan one in client.Scans.IngestAsync(Scans()))
            {
                ingested.Add(one);
                if (ingested.Count % (Parcels * ScansOfEach / (Kills + 1)) == 0 && ingested.Count < Parcels * ScansOfEach)
                    await RestartAsync();
            }
        }

        await IngestAsync().Awaiting("an outcome for every scan", s_within);

        ingested.Select(one => one.Scan.Description).Should().Equal(Texts(), "each scan has one outcome, in order");
        ingested.Should().OnlyContain(one => one.Outcome.Result == ScanResult.Recorded || one.Outcome.Result == ScanResult.Duplicate);
        IReadOnlyList<FoundParcel> found = await client.Parcels.GetBatchAsync(Enumerable.Range(0, Parcels).Select(i => $"parcels/p{i}"));
        found.Should().OnlyContain(one => one.Parcel.ScanCount == ScansOfEach);
        var last = found.ToDictionary(one => one.Name, one => long.Parse(one.Parcel.Etag.Trim('"')));
        await CompleteAsync(client, cursor, changes, last);
        await enough.CancelAsync();
        await reading.Awaiting("the end of the reader");
    }

    // The reader that lived through the kills has all, in order and without a gap, once it has the last version of each parcel.
    private static async Task CompleteAsync(ShipmentsClient client, string cursor, ConcurrentQueue<Change> changes, Dictionary<string, long> last)
    {
        long expected = last.Values.Sum();
        async Task CountAsync()
        {
            // A second reader is the clock: what it is given, the first was given or is about to be.
            int seen = 0;
            await foreach (ChangeEvent one in client.Changes.ReadChangesAsync(cursor))
            {
                seen += one.Change is null ? 0 : 1;
                if (seen >= expected && changes.Count >= expected)
                    return;
            }
        }

        await CountAsync().Awaiting($"{expected} changes; there were {changes.Count}", s_within);
        foreach (var (name, version) in last)
        {
            changes.Where(change => change.Parcel == name).Select(change => change.Version)
                .Should().Equal(Enumerable.Range(1, (int)version).Select(i => (long)i), $"versions of {name}");
        }

        changes.SelectMany(change => change.Scans.Where(scan => !scan.Changed).Select(scan => (change.Parcel, scan.ScanId)))
            .Should().OnlyHaveUniqueItems().And.HaveCount(Parcels * ScansOfEach);
        changes.Should().HaveCount((int)expected);
    }

    private static async Task ReadAsync(ShipmentsClient client, string cursor, ConcurrentQueue<Change> changes, CancellationToken enough)
    {
        try
        {
            await foreach (ChangeEvent one in client.Changes.ReadChangesAsync(cursor, cancellationToken: enough))
            {
                if (one.Change is not null)
                    changes.Enqueue(one.Change);
            }
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            // The test has seen enough.
        }
    }

    private static IEnumerable<string> Texts() =>
        Enumerable.Range(0, ScansOfEach).SelectMany(step => Enumerable.Range(0, Parcels).Select(i => $"{step} of p{i}"));

    private static async IAsyncEnumerable<Scan> Scans([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        DateTimeOffset began = DateTimeOffset.UtcNow.AddDays(-3);
        for (int step = 0; step < ScansOfEach; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < Parcels; i++)
            {
                yield return new Scan
                {
                    Parcel = $"parcels/p{i}", Carrier = "shipments", Code = "LINE_HAUL", Description = $"{step} of p{i}",
                    Time = Timestamp.FromDateTimeOffset(began.AddMinutes(step)),
                };
            }

            await Task.Yield();
        }
    }

    private async Task RestartAsync()
    {
        await _silo!.KillAsync();
        await _silo.DisposeAsync();
        _silo = await SiloProcess.StartAsync(_data.Path, _silo.Port);
    }
}
