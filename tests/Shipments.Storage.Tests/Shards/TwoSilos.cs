using Microsoft.Extensions.Time.Testing;
using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>Two engines on one store, as two silos have it on one database. The first owns every shard.</summary>
internal sealed class TwoSilos : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private TwoSilos() => Store = new SqliteStore(new SqliteStorageOptions { Folder = _folder.Path }, Time);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public SqliteStore Store { get; }

    public StorageBench First { get; private set; } = null!;

    public StorageBench Second { get; private set; } = null!;

    public static async Task<TwoSilos> StartAsync()
    {
        var silos = new TwoSilos();
        StoreIdentity identity = await silos.Store.OpenAsync(4, CancellationToken.None);
        silos.First = await silos.SiloAsync("first", identity);
        silos.Second = await silos.SiloAsync("second", identity);
        silos.First.Engine.Shards.Owned.Should().Equal(0, 1, 2, 3);
        silos.Second.Engine.Shards.Owned.Should().BeEmpty();
        return silos;
    }

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await Store.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<StorageBench> SiloAsync(string address, StoreIdentity identity)
    {
        var bench = new StorageBench { Time = Time, Shared = (Store, identity) };
        bench.Options.Address = address;
        bench.Options.BalanceEvery = TimeSpan.Zero;
        await bench.StartAsync();
        return bench;
    }
}
