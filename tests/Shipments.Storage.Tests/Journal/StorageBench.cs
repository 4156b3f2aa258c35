using Microsoft.Extensions.Logging.Abstractions;
using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>A storage in a folder of its own, with faults to plan, that can crash and start again.</summary>
internal sealed class StorageBench : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    public StorageBench(int shards = 4)
    {
        Options = new StorageOptions { ShardCount = shards, Address = "test", FlushAfter = TimeSpan.FromSeconds(10) };
        Sqlite = new SqliteStorageOptions { Folder = _folder.Path };
        Kinds = [Kind];
    }

    public CounterKind Kind { get; init; } = new();

    public IReadOnlyList<ActorKind> Kinds { get; set; }

    public StorageOptions Options { get; }

    public SqliteStorageOptions Sqlite { get; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A store that is open already and that several silos use.</summary>
    public (IJournalStore Store, StoreIdentity Identity)? Shared { get; init; }

    /// <summary>Whether it hears no news of owners: it learns of them by its renewals alone.</summary>
    public bool IsDeaf { get; init; }

    /// <summary>The store without its faults.</summary>
    public IJournalStore Store { get; private set; } = null!;

    public FaultPlan Faults { get; private set; } = new();

    public StorageEngine Engine { get; private set; } = null!;

    public static ActorKey Key(int n) => new("counter", "acme", $"n{n}");

    public static async Task<StorageBench> StartAsync(int shards = 4, Action<StorageOptions>? configure = null, CounterKind? kind = null, TimeProvider? time = null)
    {
        var bench = new StorageBench(shards) { Kind = kind ?? new CounterKind(), Time = time ?? TimeProvider.System };
        bench.Kinds = [bench.Kind];
        configure?.Invoke(bench.Options);
        await bench.StartAsync();
        return bench;
    }

    public async Task StartAsync()
    {
        Faults = new FaultPlan();
        Store = Shared?.Store ?? new SqliteStore(Sqlite, Time);
        var store = new FaultyStore(Store, Faults, Shared?.Identity) { IsDeaf = IsDeaf };
        Engine = await StorageEngine.StartAsync(store, Options, Kinds, Time, NullLoggerFactory.Instance, null, CancellationToken.None)
            .Awaiting("the start of storage");
    }

    /// <summary>Everything not durable is gone; then it starts again.</summary>
    public async Task CrashAndStartAsync()
    {
        await CrashAsync();
        await StartAsync();
    }

    public Task CrashAsync() => Engine.AbandonAsync().Awaiting("the crash of storage");

    public async Task StopAndStartAsync()
    {
        await Engine.StopAsync(CancellationToken.None).Awaiting("a graceful stop");
        await StartAsync();
    }

    public Task<ActorSession<CounterState>> LoadAsync(ActorKey key, bool isNew = false) =>
        Engine.Journal.LoadAsync(Kind, key, isNew, CancellationToken.None).Awaiting($"the load of {key}");

    public static Task<AppendResult> AddAsync(ActorSession<CounterState> session, long amount) =>
        session.AppendAsync(CounterKind.Entry(amount), session.State.Add(amount)).Awaiting($"an append of {session.Key}");

    /// <summary>Loads, appends once, and lets the session go.</summary>
    public async Task<AppendResult> AddAsync(ActorKey key, long amount)
    {
        using ActorSession<CounterState> session = await LoadAsync(key);
        return await AddAsync(session, amount);
    }

    public async Task<CounterState> ReadAsync(ActorKey key)
    {
        using ActorSession<CounterState> session = await LoadAsync(key);
        return session.State;
    }

    public Task FlushAsync() => Engine.FlushAsync(CancellationToken.None).Awaiting("a flush of everything");

    public async ValueTask DisposeAsync()
    {
        if (Engine is not null)
            await CrashAsync();
        _folder.Dispose();
    }
}
