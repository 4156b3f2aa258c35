namespace Shipments.Storage;

/// <summary>
/// Keeps the silo's lease, its writers and its shards: renews, takes what nobody owns, lets go what it lost, settles unknown outcomes. One at a
/// time, by <see cref="_turn"/>.
/// </summary>
internal sealed class OwnershipKeeper(
    StorageContext context, ShardTable shards, LeaseClock clock, CommitLoop[] loops, ShardOpener opener, KindTable kinds)
    : IWriterSettlement, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly FormatGuard _formats = new(context.Store, kinds);

    /// <summary>Shards whose hand-over may or may not have happened.</summary>
    private readonly HashSet<int> _undecided = [];

    /// <summary>Loops whose shards are between two writers: a renewal must not take that for a loss.</summary>
    private readonly HashSet<CommitLoop> _settling = [];
    private long _lease;
    private TimeSpan _nextLook = context.Options.LeaseRenewEvery;
    private volatile bool _isLeaving = !context.Options.JoinAtStart;

    /// <summary>This silo's lease; another one after the first was lost.</summary>
    public long Lease => Volatile.Read(ref _lease);

    /// <summary>Whether no shard is taken: this silo leaves, or has not joined yet.</summary>
    public bool IsLeaving => _isLeaving;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _formats.RefuseUnreadableAsync(cancellationToken);
        await AcquireAsync(cancellationToken);
        await TakeAsync(await context.Store.ReadShardsAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Renews the lease until <paramref name="stopping"/>, and looks as soon as owners change.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await PauseAsync(stopping);
                await TickAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                StorageLog.RenewFailed(context.Log, _lease, failure);
            }
        }
    }

    /// <summary>One renewal. The lease is confirmed only when the owners were read after it, and shards lost meanwhile are let go first.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _nextLook = context.Options.LeaseRenewEvery;
            LeaseClock.Mark sent = clock.Now();
            IReadOnlyList<ShardRow> rows;
            if (await context.Store.RenewLeaseAsync(_lease, cancellationToken))
            {
                OwnersReading read = await ReadOwnersAsync(cancellationToken);
                Reconcile(read);
                clock.Confirm(sent);
                rows = read.Rows;
            }
            else
            {
                StorageLog.LeaseLost(context.Log, _lease);
                DropAll();
                await AcquireAsync(cancellationToken);
                rows = await context.Store.ReadShardsAsync(cancellationToken);
            }

            await TakeAsync(rows, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask<bool> SettleAsync(CommitLoop loop, ShardSeq last, CancellationToken stopping)
    {
        long old = loop.Writer;
        long next = 0;
        var pause = new RetryPause(context.Time);
        while (true)
        {
            try
            {
                await _turn.WaitAsync(stopping);
                try
                {
                    // A lost lease has replaced the writer and dropped the shards meanwhile: only the outcome is still open.
                    bool isReplaced = loop.Writer != old;
                    _settling.Add(loop);
                    if (!isReplaced && next == 0)
                        next = await TryOpenWriterAsync(stopping);
                    await context.Store.ReplaceWriterAsync(old, isReplaced ? 0 : next, stopping);
                    bool landed = await context.Store.HasBlockAsync(last.Shard, last.Seq, old, stopping);
                    OwnersReading read = await ReadOwnersAsync(stopping);
                    if (!isReplaced)
                        loop.Writer = next;
                    _settling.Remove(loop);
                    Reconcile(read);
                    StorageLog.CommitSettled(context.Log, old, landed, loop.Writer);
                    return landed;
                }
                finally
                {
                    _turn.Release();
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return false;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                StorageLog.SettleFailed(context.Log, old, pause.Next, failure);
            }

            if (!await pause.TryAsync(stopping))
                return false;
        }
    }

    public async ValueTask<bool> AfterLostAsync(CommitLoop loop, CancellationToken stopping)
    {
        var pause = new RetryPause(context.Time);
        while (true)
        {
            try
            {
                await _turn.WaitAsync(stopping);
                try
                {
                    Reconcile(await ReadOwnersAsync(stopping));
                    // A writer without shards may be dead; a fresh one can take shards again.
                    if (shards.Opened().TrueForAll(shard => shard.Loop != loop))
                        await RenewWriterAsync(loop, stopping);
                    return false;
                }
                finally
                {
                    _turn.Release();
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return false;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                StorageLog.SettleFailed(context.Log, loop.Writer, pause.Next, failure);
            }

            if (!await pause.TryAsync(stopping))
                return false;
        }
    }

    /// <summary>Gives drained shards to another writer, or to nobody with 0. If the store fails, the next renewal decides whose they are.</summary>
    public async Task HandOverAsync(IReadOnlyList<ShardState> drained, long next, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _undecided.UnionWith(drained.Select(shard => shard.Shard));
            foreach (IGrouping<CommitLoop, ShardState> group in drained.GroupBy(shard => shard.Loop))
                await context.Store.HandOverAsync(group.Key.Writer, next, [.. group.Select(shard => shard.Shard)], cancellationToken);
            Reconcile(await ReadOwnersAsync(cancellationToken));
            StorageLog.HandedOver(context.Log, drained.Count, next);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>From now on this silo takes no shard, and the others give it none.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        _isLeaving = true;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await context.Store.MarkLeavingAsync(_lease, leaving: true, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>From now on this silo takes shards, and gets some from the others.</summary>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await context.Store.MarkLeavingAsync(_lease, leaving: false, cancellationToken);
            _isLeaving = false;
        }
        finally
        {
            _turn.Release();
        }

        await TickAsync(cancellationToken);
    }

    /// <summary>Ends the lease; every shard is drained and flushed.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            clock.Revoke();
            await context.Store.ReleaseLeaseAsync(_lease, cancellationToken);
            DropAll();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task AcquireAsync(CancellationToken cancellationToken)
    {
        LeaseClock.Mark sent = clock.Now();
        foreach (CommitLoop loop in loops)
            loop.Writer = 0;
        long lease = await context.Store.AcquireLeaseAsync(context.Options.Address, context.Options.LeaseLength, kinds.Formats, cancellationToken);
        Volatile.Write(ref _lease, lease);
        if (_isLeaving)
            await context.Store.MarkLeavingAsync(lease, leaving: true, cancellationToken);
        foreach (CommitLoop loop in loops)
            loop.Writer = await context.Store.OpenWriterAsync(_lease, cancellationToken);
        await _formats.RaiseAsync(cancellationToken);
        clock.Confirm(sent);
    }

    /// <summary>Takes shards that nobody serves, up to this silo's fair share, and opens them with those that were handed over to it.</summary>
    private async Task TakeAsync(IReadOnlyList<ShardRow> rows, CancellationToken cancellationToken)
    {
        // A loop that settles may own shards by its next writer already.
        if (_settling.Count == 0 && await StrayWriters.AdoptAsync(context, rows, _lease, loops, cancellationToken))
            rows = await context.Store.ReadShardsAsync(cancellationToken);
        int owned = shards.Opened().Count;
        if (owned == shards.ShardCount || _isLeaving)
            return;
        IReadOnlyList<LeaseRow> leases = await context.Store.ReadLeasesAsync(cancellationToken);
        _nextLook = LeaseLook.After(leases, _lease, context.Options.LeaseRenewEvery, context.Options.LeaseGrace);
        int[] free = [.. FairShares.Free(rows, leases).Where(shard => shards.Find(shard) is null)];
        int handed = rows.Count(row => row.Writer != 0 && shards.Find(row.Shard) is null && Array.Exists(loops, loop => loop.Writer == row.Writer));
        int room = FairShares.Room(shards.ShardCount, leases, owned + handed);
        int taken = 0;
        for (int index = 0; index < loops.Length && taken < room; index++)
        {
            int[] wanted = [.. free.Where(shard => shard % loops.Length == index).Take(room - taken)];
            if (wanted.Length > 0)
                taken += await TakeAsync(loops[index], wanted, cancellationToken);
        }

        await OpenOwnedAsync(taken == 0 ? rows : await context.Store.ReadShardsAsync(cancellationToken), cancellationToken);
    }

    /// <summary>A loop that serves nothing and gets nothing that is free has a dead writer, or none: it takes with a fresh one.</summary>
    private async Task<int> TakeAsync(CommitLoop loop, int[] wanted, CancellationToken cancellationToken)
    {
        if (loop.Writer != 0)
        {
            IReadOnlyList<int> taken = await context.Store.TakeShardsAsync(loop.Writer, wanted, context.Options.LeaseGrace, cancellationToken);
            if (taken.Count > 0 || _settling.Contains(loop) || shards.Opened().Exists(shard => shard.Loop == loop))
                return taken.Count;
            IReadOnlyList<ShardRow> rows = await context.Store.ReadShardsAsync(cancellationToken);
            if (!rows.Any(row => row.Writer == 0 && wanted.Contains(row.Shard)))
                return 0;
        }

        await RenewWriterAsync(loop, cancellationToken);
        return loop.Writer == 0
            ? 0
            : (await context.Store.TakeShardsAsync(loop.Writer, wanted, context.Options.LeaseGrace, cancellationToken)).Count;
    }

    /// <summary>Opens what the store says is ours and is not open: just taken, handed over to us, or left by a failed attempt.</summary>
    private async Task OpenOwnedAsync(IReadOnlyList<ShardRow> rows, CancellationToken cancellationToken)
    {
        int opened = 0;
        foreach (ShardRow row in rows)
        {
            if (row.Writer == 0 || shards.Find(row.Shard) is not null || Array.Find(loops, l => l.Writer == row.Writer) is not { } loop)
                continue;
            shards.Open(await opener.OpenAsync(row, loop, cancellationToken));
            opened++;
        }

        context.Instruments.TookOver(opened);
    }

    private async Task<OwnersReading> ReadOwnersAsync(CancellationToken cancellationToken) =>
        new(Asked: context.Time.GetTimestamp(), await context.Store.ReadShardsAsync(cancellationToken));

    private void Reconcile(OwnersReading read)
    {
        int lost = 0;
        foreach (ShardRow row in read.Rows)
        {
            shards.SetOwner(row.Shard, row.Address);
            if (shards.Find(row.Shard) is not { } state || _settling.Contains(state.Loop))
                continue;
            if (row.Writer != 0 && row.Writer == state.Loop.Writer)
            {
                if (_undecided.Contains(row.Shard))
                    shards.SetStatus(state, ShardStatus.Serving);
                continue;
            }

            if (!_undecided.Contains(row.Shard))
            {
                StorageLog.ShardLost(context.Log, row.Shard, state.Loop.Writer);
                lost++;
            }

            shards.Drop(state);
        }

        _undecided.Clear();
        shards.OwnersRead(read.Asked);
        context.Instruments.FenceLost(lost);
    }

    /// <summary>The shards as the store had them at some time after it was asked.</summary>
    private readonly record struct OwnersReading(long Asked, IReadOnlyList<ShardRow> Rows);

    private void DropAll()
    {
        clock.Revoke();
        foreach (ShardState state in shards.Opened())
            shards.Drop(state);
    }

    /// <summary>Until the next renewal, until a lease can be taken over, or until somebody changed owners.</summary>
    private async Task PauseAsync(CancellationToken stopping)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task renewal = Task.Delay(_nextLook, context.Time, pause.Token);
        Task news = context.Store.OwnersChangedAsync(pause.Token);
        if (await Task.WhenAny(renewal, news) == news && news.Exception is { } failure)
        {
            StorageLog.NewsFailed(context.Log, failure);
            await renewal;
        }

        await pause.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>A fresh writer for a loop that serves nothing. What others gave to the old one meanwhile comes along, and they can give it no more.</summary>
    private async Task RenewWriterAsync(CommitLoop loop, CancellationToken cancellationToken)
    {
        long next = await TryOpenWriterAsync(cancellationToken);
        if (loop.Writer != 0)
            await context.Store.ReplaceWriterAsync(loop.Writer, next, cancellationToken);
        loop.Writer = next;
    }

    private async ValueTask<long> TryOpenWriterAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await context.Store.OpenWriterAsync(_lease, cancellationToken);
        }
        catch (LeaseGoneException)
        {
            return 0;
        }
    }
}
