using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.TestingHost;
using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Numbers;
using Shipments.Contracts.Parcels;
using Shipments.Contracts.Serialization;
using Shipments.Domain.Scans;
using Shipments.Grains.Hosting;
using Shipments.Journal.V1;
using Shipments.Storage;

namespace Shipments.Bench.Memory;

/// <summary>
/// Registers parcels with one number each and records scans, in a silo within this process over SQLite in a temporary folder. The heap is
/// read after full collections: once when the silo is warm and nearly empty, and again when every parcel and number is active, idle and
/// written to its row. The difference by the number of parcels is what one costs.
/// </summary>
internal static class IdleParcels
{
    private const int WarmParcels = 1_000;

    private const int CallsAtOnce = 256;

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(int parcels, int scans, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("shipments-memory-").FullName;
        StorageOptions options = new() { Address = "127.0.0.1:1" };
        ShipmentsStorage storage = await ShipmentsStorage.StartAsync(
            options, new SqliteStorageOptions { Folder = folder }, GrainsSiloBuilderExtensions.Kinds, TimeProvider.System, NullLoggerFactory.Instance,
            cancellationToken);
        InProcessTestClusterBuilder builder = new(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => Configure(silo, storage));
        builder.ConfigureClient(client => client.Services.AddShipmentsMessages());
        InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync(cancellationToken);
        IGrainFactory grains = cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();

        await FillAsync(grains, 0, WarmParcels, scans, cancellationToken);
        long before = await HeapAsync(storage, cancellationToken);
        await FillAsync(grains, WarmParcels, parcels, scans, cancellationToken);
        long after = await HeapAsync(storage, cancellationToken);

        await Console.Out.WriteLineAsync($"{parcels} active idle parcels with {scans} scans and one active number each: {(after - before) / (double)parcels:F0} bytes of heap a parcel");
        await cluster.DisposeAsync();
        await storage.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static void Configure(ISiloBuilder silo, ShipmentsStorage storage)
    {
        silo.Services.AddSingleton<IActorJournal>(storage);
        silo.Services.AddSingleton<IShardOwnership>(storage);
        silo.Services.AddSingleton<IJournalFeed>(storage);
        silo.Services.AddSingleton<IDueActors>(storage);
        silo.Services.AddSingleton<IOwnerNews>(storage);
        silo.UseShipmentsGrains();
    }

    private static Task FillAsync(IGrainFactory grains, int from, int count, int scans, CancellationToken cancellationToken)
    {
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken };
        return Parallel.ForAsync(from, from + count, parallel, async (i, token) => await FillOneAsync(grains, i, scans, token));
    }

    private static async Task FillOneAsync(IGrainFactory grains, int i, int scans, CancellationToken cancellationToken)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string number = $"LP{i:D14}";
        IParcelGrain parcel = grains.GetGrain<IParcelGrain>(ActorKeys.Parcel("bench", $"p{i}"));
        RegisterCommand register = new()
        {
            RequestId = "r", ContentHash = 1, Registration = new ParcelRegistered { Service = "standard", OriginCountry = "CN", DestinationCountry = "US" },
        };
        register.Registration.Numbers.Add(new ParcelNumber { Number = number, Issuer = "cainiao", FromMs = now.AddDays(-30).ToUnixTimeMilliseconds() });
        Check(await parcel.Register(register, cancellationToken));
        RecordCommand record = new();
        for (int scan = 0; scan < scans; scan++)
        {
            ScanFact fact = new()
            {
                Carrier = "shipments", Code = "LAST_MILE", Text = "Processed at a facility of the carrier", Number = number,
                Time = EventTimes.FromInstant(now.AddDays(-20).AddHours(scan), "raw"), ReceivedMs = now.ToUnixTimeMilliseconds(),
            };
            fact.Id = ScanIds.Of(fact);
            record.Scans.Add(fact);
        }

        Check(await parcel.Record(record, cancellationToken));
        Check(await grains.GetGrain<ITrackingNumberGrain>(ActorKeys.Number("bench", number)).Lookup(new LookupNumberQuery(), cancellationToken));
    }

    private static void Check(IGrainReply reply)
    {
        if (reply.Header.Status != CallStatus.Ok)
            throw new InvalidOperationException($"A call ended {reply.Header.Status} {reply.Header.Rejection}: {reply.Header.Detail}");
    }

    private static async Task<long> HeapAsync(ShipmentsStorage storage, CancellationToken cancellationToken)
    {
        await storage.FlushAsync(cancellationToken);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
