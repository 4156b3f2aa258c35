using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>Storage as its users get it: registered in a host, or started by hand.</summary>
public sealed class ShipmentsStorageTests
{
    private static readonly CancellationToken _none = CancellationToken.None;
    private static readonly ActorKey _key = StorageBench.Key(1);
    private readonly CounterKind _kind = new();

    [Fact]
    public async Task It_starts_without_a_host_and_keeps_what_was_appended()
    {
        using var folder = new TempFolder();
        for (int run = 1; run <= 2; run++)
        {
            await using ShipmentsStorage storage = await StartAsync(folder, new StorageOptions { Address = "here" });
            await storage.StartAsync(_none);
            storage.ShardCount.Should().Be(64);
            storage.Owned.Should().HaveCount(64);
            storage.OwnerOf(storage.ShardOf(_key)).Should().Be("here");
            using ActorSession<CounterState> session = await storage.LoadAsync(_kind, _key, isNew: false, _none);
            session.Version.Should().Be(run - 1);
            (await session.AppendAsync(CounterKind.Entry(5), session.State.Add(5))).Version.Should().Be(run);
        }
    }

    [Fact]
    public async Task Registered_it_starts_before_and_stops_after_every_other_service()
    {
        using var folder = new TempFolder();
        await using var provider = new PlainServices(Services(folder));
        var service = (IHostedLifecycleService)provider.GetServices<IHostedService>().Single();
        var journal = provider.GetRequiredService<IActorJournal>();
        await FluentActions.Awaiting(() => journal.LoadAsync(_kind, _key, false, _none).AsTask()).Should().ThrowAsync<InvalidOperationException>();

        await provider.GetRequiredService<ShipmentsStorage>().StartAsync(_none);
        await service.StartingAsync(_none);
        var ownership = provider.GetRequiredService<IShardOwnership>();
        ownership.Owned.Should().HaveCount(8);
        using (ActorSession<CounterState> session = await journal.LoadAsync(_kind, _key, false, _none))
            (await session.AppendAsync(CounterKind.Entry(5), session.State.Add(5))).Status.Should().Be(AppendStatus.Committed);
        await service.StoppingAsync(_none);
        ownership.Owned.Should().HaveCount(8, "the host still serves while it stops");
        await using (var files = new SqliteStateReader(folder.Path))
            files.Row(_key).Should().Be(new StoredCounter(1, 5, 1));
        await service.StoppedAsync(_none);
        ownership.Owned.Should().BeEmpty();
        await service.StoppedAsync(_none);
    }

    [Fact]
    public async Task Every_member_speaks_for_the_same_storage()
    {
        using var folder = new TempFolder();
        await using var provider = new PlainServices(Services(folder));
        var storage = provider.GetRequiredService<ShipmentsStorage>();

        provider.GetRequiredService<IActorJournal>().Should().BeSameAs(storage);
        provider.GetRequiredService<IShardOwnership>().Should().BeSameAs(storage);
        provider.GetRequiredService<IJournalFeed>().Should().BeSameAs(storage);
        provider.GetRequiredService<IDueActors>().Should().BeSameAs(storage);
        provider.GetRequiredService<IParcelLists>().Should().BeSameAs(storage);
    }

    [Fact]
    public void Registering_twice_is_registering_once()
    {
        using var folder = new TempFolder();
        IServiceCollection services = Services(folder);
        int count = services.Count(service => service.ServiceType == typeof(IHostedService));
        services.AddShipmentsStorage().UseSqlite();
        services.Count(service => service.ServiceType == typeof(IHostedService)).Should().Be(count);
    }

    [Fact]
    public void Without_a_database_the_error_says_what_to_call()
    {
        var provider = new PlainServices(new ServiceCollection().AddShipmentsStorage().Services);
        FluentActions.Invoking(provider.GetRequiredService<IActorJournal>).Should().Throw<InvalidOperationException>().WithMessage("*UseSqlite*");
    }

    [Fact]
    public async Task Every_fault_in_the_options_is_named_at_once()
    {
        using var folder = new TempFolder();
        var options = new StorageOptions
        {
            ShardCount = 48,
            BatchEntriesMax = 0,
            LeaseLength = TimeSpan.FromSeconds(2.5),
            FlushWithin = TimeSpan.FromMilliseconds(1),
            BuiltInConsumers = { "a/b" },
        };

        (await FluentActions.Awaiting(() => StartAsync(folder, options)).Should().ThrowAsync<OptionsValidationException>()).Which.Failures
            .Should().HaveCount(5).And.Contain(fault => fault.Contains("BatchEntriesMax"))
            .And.Contain("ShardCount 48 is no power of two.")
            .And.Contain("LeaseRenewEvery 00:00:01 is more than a third of LeaseLength 00:00:02.5000000.")
            .And.Contain("FlushWithin 00:00:00.0010000 is less than FlushAfter 00:00:01.")
            .And.Contain("BuiltInConsumers has 'a/b': 1 to 64 of [A-Za-z0-9._-] are allowed.");
    }

    [Fact]
    public async Task A_second_storage_on_the_folder_is_refused_and_the_first_goes_on()
    {
        using var folder = new TempFolder();
        await using ShipmentsStorage storage = await StartAsync(folder, new StorageOptions());
        await FluentActions.Awaiting(() => StartAsync(folder, new StorageOptions())).Should().ThrowAsync<StoreRefusedException>();

        using ActorSession<CounterState> session = await storage.LoadAsync(_kind, _key, isNew: false, _none);
        (await session.AppendAsync(CounterKind.Entry(5), session.State.Add(5))).Status.Should().Be(AppendStatus.Committed);
    }

    [Fact]
    public async Task A_journal_of_an_unregistered_kind_is_refused()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await bench.AddAsync(_key, 1);
        await bench.CrashAsync();
        bench.Kinds = [new CounterKind("other")];

        await FluentActions.Awaiting(bench.StartAsync).Should().ThrowAsync<StoreRefusedException>().WithMessage($"*{_key}*'counter'*");
        bench.Kinds = [bench.Kind];
        await bench.StartAsync();
        (await bench.ReadAsync(_key)).Should().Be(new CounterState(1, 1));
    }

    [Fact]
    public async Task Due_actors_are_claimed_after_their_rows_are_written()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await bench.AddAsync(_key, 500);
        await bench.AddAsync(StorageBench.Key(2), 900);
        await bench.FlushAsync();
        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(600);

        (await bench.Engine.Due.ClaimAsync(now, 1000, TimeSpan.FromSeconds(1), _none)).Should().Equal(new DueActor(_key, DateTimeOffset.FromUnixTimeMilliseconds(500)));
        (await bench.Engine.Due.ClaimAsync(now, 1000, TimeSpan.FromSeconds(1), _none)).Should().BeEmpty();
        (await bench.Engine.Due.CountAsync("counter", "acme", 10, _none)).Should().Be(2);
        await FluentActions.Awaiting(() => bench.Engine.Due.ClaimAsync(now, 1001, TimeSpan.Zero, _none).AsTask())
            .Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    private Task<ShipmentsStorage> StartAsync(TempFolder folder, StorageOptions options) => ShipmentsStorage.StartAsync(
        options, new SqliteStorageOptions { Folder = Path.Combine(folder.Path, "data") }, [_kind], TimeProvider.System, NullLoggerFactory.Instance);

    private IServiceCollection Services(TempFolder folder)
    {
        IServiceCollection services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton<ActorKind>(_kind);
        services.AddShipmentsStorage(options => options.ShardCount = 8).UseSqlite(options => options.Folder = folder.Path);
        return services;
    }
}
