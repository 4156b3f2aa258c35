using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Shipments.Storage;

/// <summary>
/// Storage of one silo: the journal, ownership, the feed, lists and due actors behind one start and stop. Thread-safe. Until it is started its members
/// throw <see cref="InvalidOperationException"/>; once stopped they refuse every shard.
/// </summary>
public sealed class ShipmentsStorage : IActorJournal, IShardOwnership, IJournalFeed, IDueActors, IParcelLists, IOwnerNews, IAsyncDisposable
{
    private readonly Func<IJournalStore> _store;
    private readonly StorageOptions _options;
    private readonly IReadOnlyList<ActorKind> _kinds;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly IMeterFactory? _meters;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private StorageEngine? _engine;

    internal ShipmentsStorage(
        Func<IJournalStore> store,
        StorageOptions options,
        IEnumerable<ActorKind> kinds,
        TimeProvider time,
        ILoggerFactory logs,
        IMeterFactory? meters)
    {
        _store = store;
        _options = options;
        _kinds = [.. kinds];
        _time = time;
        _logs = logs;
        _meters = meters;
    }

    /// <inheritdoc/>
    public int ShardCount => Engine.Shards.ShardCount;

    /// <inheritdoc/>
    public IReadOnlyList<int> Owned => Engine.Shards.Owned;

    /// <inheritdoc/>
    public bool HasLease => Volatile.Read(ref _engine) is { } engine && engine.Shards.HasLease;

    /// <inheritdoc/>
    public FeedIdentity Identity => Engine.Feed.Identity;

    internal StorageEngine Engine => Volatile.Read(ref _engine) ?? throw new InvalidOperationException("Storage is not started yet: call StartAsync first.");

    /// <summary>Starts storage on SQLite without a host: opens or creates the files, takes the shards, replays the journal.</summary>
    /// <param name="options">Bounds and times; validated.</param>
    /// <param name="sqlite">Where the files are; validated.</param>
    /// <param name="kinds">The kinds of actors that will be loaded, and all that the journal has unwritten entries of.</param>
    /// <param name="time">Both clocks and every delay.</param>
    /// <param name="logs">Where the log lines go.</param>
    /// <param name="cancellationToken">Ends the wait; what was opened is closed again.</param>
    /// <exception cref="StoreRefusedException">Another process holds the folder, or the files do not agree.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is out of its bounds.</exception>
    public static async Task<ShipmentsStorage> StartAsync(
        StorageOptions options,
        SqliteStorageOptions sqlite,
        IEnumerable<ActorKind> kinds,
        TimeProvider time,
        ILoggerFactory logs,
        CancellationToken cancellationToken = default)
    {
        OptionsCheck.ThrowIfInvalid(options, new StorageOptionsValidator(), new StorageOptionsRules());
        OptionsCheck.ThrowIfInvalid(sqlite, new SqliteStorageOptionsValidator());
        var storage = new ShipmentsStorage(() => new SqliteStore(sqlite, time), options, kinds, time, logs, meters: null);
        await storage.StartAsync(cancellationToken);
        return storage;
    }

    /// <summary>Starts it, once: a call after the first waits for the same start. After a failed start it may be tried again.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreRefusedException">Another process holds the database, or its parts do not agree.</exception>
    /// <exception cref="StorageUnavailableException">The database did not answer.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_engine is null)
                Volatile.Write(ref _engine, await StorageEngine.StartAsync(_store(), _options, _kinds, _time, _logs, _meters, cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes every unwritten state to its row while it goes on serving. Nothing happens when it is not started.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task FlushAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _engine) is { } engine ? engine.FlushAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>
    /// Takes shards from now on, where <see cref="StorageOptions.JoinAtStart"/> was false. Nothing happens otherwise. A database that does not answer
    /// is waited for.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task JoinAsync(CancellationToken cancellationToken) =>
        _options.JoinAtStart ? Task.CompletedTask : Engine.JoinAsync(cancellationToken);

    /// <summary>
    /// Prepares a stop while it goes on serving: writes every unwritten state, then hands all shards over to the other silos of the database, a
    /// few at a time. From then on it takes none. Where there is no other silo it keeps them. At most <see cref="StorageOptions.StopWithin"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends it early; what is not handed over then goes with the stop.</param>
    public Task LeaveAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _engine) is { } engine ? engine.LeaveAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Drains, flushes, gives the shards back and closes; at most <see cref="StorageOptions.StopWithin"/>. Once; never started, nothing happens.</summary>
    /// <param name="cancellationToken">Ends the flush early; the next start replays the rest from the journal.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (_engine is not null)
                await _engine.StopAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public ValueTask<ActorSession<TState>> LoadAsync<TState>(
        ActorKind<TState> kind, ActorKey key, bool isNew, CancellationToken cancellationToken)
        where TState : class => Engine.Journal.LoadAsync(kind, key, isNew, cancellationToken);

    /// <inheritdoc/>
    public int ShardOf(ActorKey key) => Engine.Shards.ShardOf(key);

    /// <inheritdoc/>
    public OwnershipAnswer Owns(int shard) => Engine.Shards.Owns(shard);

    /// <inheritdoc/>
    public string? OwnerOf(int shard) => Engine.Shards.OwnerOf(shard);

    /// <inheritdoc/>
    public bool IsOwnerKnownSince(int shard, long timestamp) => Engine.Shards.IsOwnerKnownSince(shard, timestamp);

    /// <inheritdoc/>
    public int Believe(string owner, IReadOnlyList<int> shards, long asked) =>
        Volatile.Read(ref _engine) is { } engine ? engine.Shards.Believe(owner, shards, asked) : 0;

    /// <inheritdoc/>
    public Task OwnedChangedAsync(IReadOnlyList<int> known, CancellationToken cancellationToken) =>
        Engine.Shards.OwnedChangedAsync(known, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<FeedPage> ReadAsync(int shard, long after, int entriesMax, TimeSpan wait, CancellationToken cancellationToken) =>
        Engine.Feed.ReadAsync(shard, after, entriesMax, wait, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> FindPlaceAsync(int shard, DateTimeOffset time, CancellationToken cancellationToken) =>
        Engine.Feed.FindPlaceAsync(shard, time, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken) =>
        Engine.Feed.ReadCursorAsync(consumer, shard, cancellationToken);

    /// <inheritdoc/>
    public ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken) =>
        Engine.Feed.SaveCursorAsync(consumer, shard, seq, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueActor>> ClaimAsync(
        DateTimeOffset now, int actorsMax, TimeSpan claimFor, CancellationToken cancellationToken) =>
        Engine.Due.ClaimAsync(now, actorsMax, claimFor, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> CountAsync(string kind, string tenant, int countMax, CancellationToken cancellationToken) =>
        Engine.Due.CountAsync(kind, tenant, countMax, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ParcelListPage> ReadAsync(ParcelListQuery query, int rowsMax, CancellationToken cancellationToken) =>
        Engine.Lists.ReadAsync(query, rowsMax, cancellationToken);

    /// <summary>Ends everything without a flush, as a crash would. For tests.</summary>
    internal Task AbandonAsync() => Engine.AbandonAsync();
}
