using Microsoft.Extensions.Logging;

namespace Shipments.Storage;

/// <summary>A running storage: the store, the loops above it, and their order of start and stop.</summary>
internal sealed class StorageEngine : IAsyncDisposable
{
    private readonly StorageContext _context;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CommitLoop[] _loops;
    private readonly RowLoader _rows;
    private readonly OwnershipKeeper _keeper;
    private readonly ShardBalancer _balancer;
    private readonly List<Task> _running = [];
    private int _ended;

    private StorageEngine(StorageContext context, StoreIdentity identity, KindTable kinds)
    {
        _context = context;
        Identity = identity;
        var clock = new LeaseClock(context.Time, context.Options.LeaseLength - context.Options.LeaseMargin);
        Shards = new ShardTable(identity.ShardCount, clock, context);
        _loops = [.. Enumerable.Range(0, context.Options.CommitConnections).Select(_ => new CommitLoop(context, identity.ShardCount))];
        _rows = new RowLoader(context);
        Flusher = new Flusher(context, Shards, new FlushRows(context));
        _keeper = new OwnershipKeeper(context, Shards, clock, _loops, new ShardOpener(context, kinds), kinds);
        _balancer = new ShardBalancer(context, Shards, _keeper, (move, cancellation) => HandOverAsync(move.Shards, move.Writer, cancellation));
        Journal = new ActorJournal(context, Shards, kinds, _rows, Flusher);
        Feed = new JournalFeed(context, Shards, identity);
        Due = new DueActors(context, Shards, kinds);
        Lists = new ParcelLists(context, Flusher);
        Retention = new JournalRetention(context, Shards);
    }

    public StoreIdentity Identity { get; }

    public ShardTable Shards { get; }

    public ActorJournal Journal { get; }

    public JournalFeed Feed { get; }

    public DueActors Due { get; }

    public ParcelLists Lists { get; }

    public Flusher Flusher { get; }

    public JournalRetention Retention { get; }

    public OwnershipKeeper Ownership => _keeper;

    public ShardBalancer Balancer => _balancer;

    public DirtyBudget Budget => _context.Budget;

    /// <summary>Opens the store, takes the shards, replays them and starts the loops. The store is closed again when that fails.</summary>
    public static async Task<StorageEngine> StartAsync(
        IJournalStore store,
        StorageOptions options,
        IEnumerable<ActorKind> kinds,
        TimeProvider time,
        ILoggerFactory logs,
        System.Diagnostics.Metrics.IMeterFactory? meters,
        CancellationToken cancellationToken)
    {
        var budget = new DirtyBudget(options.DirtyBytesMax);
        var instruments = new StorageInstruments(meters, budget);
        var context = new StorageContext(store, options, time, budget, instruments, logs.CreateLogger("Shipments.Storage"));
        StorageEngine? engine = null;
        bool isStarted = false;
        try
        {
            var table = new KindTable(kinds);
            engine = new StorageEngine(context, await store.OpenAsync(options.ShardCount, cancellationToken), table);
            await engine._keeper.StartAsync(cancellationToken);
            engine.StartLoops();
            isStarted = true;
        }
        finally
        {
            if (!isStarted)
            {
                engine?._keeper.Dispose();
                instruments.Dispose();
                await store.DisposeAsync();
            }
        }

        StorageLog.Opened(context.Log, engine.Identity.DatabaseId, engine.Identity.ShardCount, options.Address);
        return engine;
    }

    /// <summary>Hands drained shards over to another silo's writer: flushes while serving, refuses new turns, drains, changes the owner.</summary>
    public async Task HandOverAsync(IReadOnlyList<int> shards, long writer, CancellationToken cancellationToken)
    {
        await Flusher.FlushAllAsync(cancellationToken);
        List<ShardState> drained = Shards.Opened().FindAll(shard => shards.Contains(shard.Shard));
        await DrainAsync(drained);
        await _keeper.HandOverAsync(drained, writer, cancellationToken);
    }

    /// <summary>Takes shards from now on. A database that does not answer is waited for: the program around this serves already.</summary>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        var pause = new RetryPause(_context.Time);
        while (true)
        {
            try
            {
                await _keeper.JoinAsync(cancellationToken);
                return;
            }
            catch (StorageUnavailableException failure)
            {
                StorageLog.JoinFailed(_context.Log, pause.Next, failure);
            }

            if (!await pause.TryAsync(cancellationToken))
                cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Writes every unwritten state while serving, so that the stop to come is short.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => Flusher.FlushAllAsync(cancellationToken);

    /// <summary>Flushes and gives every shard away while serving. What cannot be given in time goes with the stop.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _ended) != 0)
            return;
        using var limit = new CancellationTokenSource(_context.Options.StopWithin, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        int owned = Shards.Opened().Count;
        try
        {
            await Flusher.FlushAllAsync(either.Token);
            await _balancer.LeaveAsync(either.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or StorageUnavailableException)
        {
            StorageLog.LeaveFailed(_context.Log, failure);
        }

        StorageLog.Left(_context.Log, owned - Shards.Opened().Count, owned);
    }

    /// <summary>Stops: drains, flushes, releases the lease, closes. Past the time allowed, or when the store fails, the journal has the rest.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _ended) != 0)
            return;
        using var limit = new CancellationTokenSource(_context.Options.StopWithin, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await Flusher.FlushAllAsync(either.Token);
            await DrainAsync(Shards.Opened()).WaitAsync(either.Token);
            await Flusher.FlushAllAsync(either.Token);
            await _keeper.ReleaseAsync(either.Token);
            StorageLog.Closed(_context.Log);
        }
        catch (Exception failure) when (failure is OperationCanceledException or StorageUnavailableException)
        {
            StorageLog.ClosedDirty(_context.Log, _context.Options.StopWithin, _context.Budget.DirtyStates);
        }

        await AbandonAsync();
    }

    /// <summary>Ends everything without flushing: what a crash leaves.</summary>
    public async Task AbandonAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        await _stopping.CancelAsync();
        await Task.WhenAll(_running);
        foreach (ShardState shard in Shards.Opened())
            Shards.Drop(shard);
        await _context.Store.DisposeAsync();
        _context.Instruments.Dispose();
        _keeper.Dispose();
        _stopping.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private async Task DrainAsync(List<ShardState> drained)
    {
        foreach (ShardState shard in drained)
            Shards.SetStatus(shard, ShardStatus.Draining);
        await Task.WhenAll(drained.Select(shard => shard.Loop).Distinct().Select(loop => loop.BarrierAsync()));
    }

    private void StartLoops()
    {
        foreach (CommitLoop loop in _loops)
            Start(() => loop.RunAsync(_keeper, _stopping.Token));
        Start(() => _rows.RunAsync(_stopping.Token));
        Start(() => Flusher.RunAsync(_stopping.Token));
        Start(() => _keeper.RunAsync(_stopping.Token));
        Start(() => Retention.RunAsync(_stopping.Token));
        Start(() => _balancer.RunAsync(_stopping.Token));
    }

    /// <summary>On the default scheduler, whatever the starter runs on.</summary>
    private void Start(Func<Task> loop) => _running.Add(
        Task.Factory.StartNew(() => WatchAsync(loop), CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap());

    /// <summary>A loop answers every fault of the store itself; any other is ours, and somebody must know.</summary>
    private async Task WatchAsync(Func<Task> loop)
    {
        try
        {
            await loop();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            StorageLog.LoopFailed(_context.Log, failure);
        }
    }
}
