using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;
using Orleans.TestingHost;
using Shipments.Contracts;
using Shipments.Contracts.Numbers;
using Shipments.Contracts.Parcels;
using Shipments.Contracts.Serialization;
using Shipments.Grains.Hosting;
using Shipments.Grains.Lanes;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Clusters;

/// <summary>One silo over real storage in a folder of its own, with a client outside the silo. It can be stopped and started again on the same folder.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private ShipmentsStorage? _storage;
    private InProcessTestCluster? _cluster;

    public IGrainFactory Grains => _cluster!.Client;

    public IServiceProvider Services => _cluster!.Silos[0].ServiceProvider;

    /// <summary>Grain storage that outlives the silo.</summary>
    internal FaultyGrainStorage GrainStore { get; } = new();

    /// <summary>Stands between the feeders and the lanes from the next start on; null: nothing does.</summary>
    internal Func<IServiceProvider, ILaneCalls>? LaneCalls { get; set; }

    /// <summary>The clock of the silo, from the next start on; null: the real one. Storage keeps the real one.</summary>
    internal TimeProvider? Time { get; set; }

    public int ShardCount => _storage!.ShardCount;

    public static async Task<TestSilo> StartAsync()
    {
        TestSilo silo = new();
        await silo.StartAgainAsync();
        return silo;
    }

    public async Task StartAgainAsync()
    {
        await StartStorageAsync();
        await StartSiloAsync();
    }

    /// <summary>The first half of a start: storage without a silo.</summary>
    public async Task StartStorageAsync()
    {
        StorageOptions options = new() { Address = "127.0.0.1:1" };
        foreach (string consumer in GrainsSiloBuilderExtensions.FeedConsumers)
            options.BuiltInConsumers.Add(consumer);
        _storage = await ShipmentsStorage.StartAsync(
            options, new SqliteStorageOptions { Folder = _folder.Path }, GrainsSiloBuilderExtensions.Kinds, TimeProvider.System, NullLoggerFactory.Instance);
    }

    /// <summary>The second half.</summary>
    public async Task StartSiloAsync()
    {
        InProcessTestClusterBuilder builder = new(1);
        builder.ConfigureSilo((_, silo) => Configure(silo, _storage!));
        builder.ConfigureClient(client => client.Services.AddShipmentsMessages());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    internal IDueActors Due => _storage!;

    /// <summary>Writes all that is committed to the rows that lists are read from.</summary>
    public Task FlushAsync() => _storage!.FlushAsync(CancellationToken.None);

    public async Task StopAsync()
    {
        await _cluster!.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        await _storage!.DisposeAsync();
    }

    public IParcelGrain Parcel(string id) => Grains.GetGrain<IParcelGrain>(ActorKeys.Parcel("acme", id));

    public ITrackingNumberGrain Number(string number) => Grains.GetGrain<ITrackingNumberGrain>(ActorKeys.Number("acme", number));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private void Configure(ISiloBuilder silo, ShipmentsStorage storage)
    {
        silo.Services.AddSingleton<IGrainStorage>(GrainStore);
        if (Time is not null)
            silo.Services.AddSingleton(Time);
        if (LaneCalls is not null)
            silo.Services.AddSingleton(LaneCalls);
        silo.Services.AddSingleton<IActorJournal>(storage);
        silo.Services.AddSingleton<IShardOwnership>(storage);
        silo.Services.AddSingleton<IJournalFeed>(storage);
        silo.Services.AddSingleton<IDueActors>(storage);
        silo.Services.AddSingleton<IParcelLists>(storage);
        silo.Services.AddSingleton<IOwnerNews>(storage);
        silo.UseShipmentsGrains();
    }
}
