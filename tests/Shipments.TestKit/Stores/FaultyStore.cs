using Shipments.Storage;

namespace Shipments.TestKit;

/// <summary>A store whose calls fail as a plan says.</summary>
/// <param name="inner">The true store.</param>
/// <param name="plan">The faults.</param>
/// <param name="openedAs">Given when <paramref name="inner"/> is open already and shared: then this neither opens nor closes it.</param>
internal sealed class FaultyStore(IJournalStore inner, FaultPlan plan, StoreIdentity? openedAs = null) : IJournalStore
{
    public ValueTask<StoreIdentity> OpenAsync(int shardCount, CancellationToken cancellationToken) =>
        openedAs is not null ? ValueTask.FromResult(openedAs) : inner.OpenAsync(shardCount, cancellationToken);

    public async ValueTask<CommitOutcome> CommitAsync(long writer, IReadOnlyList<JournalBlock> blocks, CancellationToken cancellationToken)
    {
        switch (await plan.NextAsync(StoreCall.Commit))
        {
            case StoreFault.FailBefore:
                throw Failed(StoreCall.Commit);
            case StoreFault.FailAfter:
                await inner.CommitAsync(writer, blocks, cancellationToken);
                return CommitOutcome.Unknown;
            case StoreFault.TimeOut:
                return CommitOutcome.Unknown;
            case StoreFault.LoseFence:
                await inner.ReplaceWriterAsync(writer, 0, cancellationToken);
                break;
            case StoreFault.None:
                break;
        }

        return await inner.CommitAsync(writer, blocks, cancellationToken);
    }

    public ValueTask<bool> HasBlockAsync(int shard, long lastSeq, long writer, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.HasBlock, () => inner.HasBlockAsync(shard, lastSeq, writer, cancellationToken));

    public ValueTask<BlockPage> ReadBlocksAsync(int shard, long after, int bytesMax, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.ReadBlocks, () => inner.ReadBlocksAsync(shard, after, bytesMax, cancellationToken));

    public ValueTask<bool> HasOlderThanAsync(int shard, long after, TimeSpan age, CancellationToken cancellationToken) =>
        inner.HasOlderThanAsync(shard, after, age, cancellationToken);

    public ValueTask<int> TrimAsync(IReadOnlyList<ShardSeq> bounds, TimeSpan age, int blocksMax, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.Trim, () => inner.TrimAsync(bounds, age, blocksMax, cancellationToken));

    public ValueTask<IReadOnlyList<ActorRow>> LoadRowsAsync(IReadOnlyList<ActorKey> keys, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.LoadRows, () => inner.LoadRowsAsync(keys, cancellationToken));

    public ValueTask<IReadOnlyList<ActorKey>> WriteRowsAsync(
        IReadOnlyList<RowWrite> rows, IReadOnlyList<ShardSeq> lowWaters, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.WriteRows, () => inner.WriteRowsAsync(rows, lowWaters, cancellationToken));

    public ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.ReadCursor, () => inner.ReadCursorAsync(consumer, shard, cancellationToken));

    public async ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken) =>
        await DoAsync(StoreCall.SaveCursor, async () =>
        {
            await inner.SaveCursorAsync(consumer, shard, seq, cancellationToken);
            return 0;
        });

    public ValueTask<IReadOnlyList<DueActor>> ClaimDueAsync(
        IReadOnlyList<int> shards, DateTimeOffset now, int actorsMax, TimeSpan claimFor, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.ClaimDue, () => inner.ClaimDueAsync(shards, now, actorsMax, claimFor, cancellationToken));

    public ValueTask<int> PutOffDueAsync(IReadOnlyList<DuePutOff> actors, DateTimeOffset claimedUntil, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.PutOffDue, () => inner.PutOffDueAsync(actors, claimedUntil, cancellationToken));

    public ValueTask<int> CountDueAsync(string kind, string tenant, int countMax, CancellationToken cancellationToken) =>
        inner.CountDueAsync(kind, tenant, countMax, cancellationToken);

    public ValueTask<ParcelRows> ReadParcelsAsync(ParcelListQuery query, int rowsMax, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.ReadParcels, () => inner.ReadParcelsAsync(query, rowsMax, cancellationToken));

    public ValueTask<long> AcquireLeaseAsync(
        string address, TimeSpan length, IReadOnlyDictionary<string, int> formats, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.AcquireLease, () => inner.AcquireLeaseAsync(address, length, formats, cancellationToken));

    public ValueTask<bool> RenewLeaseAsync(long lease, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.RenewLease, () => inner.RenewLeaseAsync(lease, cancellationToken));

    public async ValueTask ReleaseLeaseAsync(long lease, CancellationToken cancellationToken) =>
        await DoAsync(StoreCall.ReleaseLease, async () =>
        {
            await inner.ReleaseLeaseAsync(lease, cancellationToken);
            return 0;
        });

    public ValueTask MarkLeavingAsync(long lease, bool leaving, CancellationToken cancellationToken) =>
        inner.MarkLeavingAsync(lease, leaving, cancellationToken);

    /// <summary>Whether news of owners never come.</summary>
    public bool IsDeaf { get; init; }

    public Task OwnersChangedAsync(CancellationToken cancellationToken) =>
        IsDeaf ? new TaskCompletionSource().Task.WaitAsync(cancellationToken) : inner.OwnersChangedAsync(cancellationToken);

    public ValueTask<IReadOnlyList<LeaseRow>> ReadLeasesAsync(CancellationToken cancellationToken) => inner.ReadLeasesAsync(cancellationToken);

    public ValueTask<long> OpenWriterAsync(long lease, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.OpenWriter, () => inner.OpenWriterAsync(lease, cancellationToken));

    public ValueTask<IReadOnlyList<ShardRow>> ReadShardsAsync(CancellationToken cancellationToken) =>
        DoAsync(StoreCall.ReadShards, () => inner.ReadShardsAsync(cancellationToken));

    public ValueTask<IReadOnlyList<int>> TakeShardsAsync(
        long writer, IReadOnlyList<int> wanted, TimeSpan grace, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.TakeShards, () => inner.TakeShardsAsync(writer, wanted, grace, cancellationToken));

    public ValueTask<IReadOnlyList<int>> ReplaceWriterAsync(long writer, long next, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.ReplaceWriter, () => inner.ReplaceWriterAsync(writer, next, cancellationToken));

    public ValueTask<IReadOnlyList<int>> HandOverAsync(
        long writer, long next, IReadOnlyList<int> shards, CancellationToken cancellationToken) =>
        DoAsync(StoreCall.HandOver, () => inner.HandOverAsync(writer, next, shards, cancellationToken));

    public ValueTask<bool> RaiseFormatAsync(string name, int format, CancellationToken cancellationToken) =>
        inner.RaiseFormatAsync(name, format, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, int>> ReadFormatsAsync(CancellationToken cancellationToken) => inner.ReadFormatsAsync(cancellationToken);

    public ValueTask DisposeAsync() => openedAs is null ? inner.DisposeAsync() : ValueTask.CompletedTask;

    private async ValueTask<T> DoAsync<T>(StoreCall call, Func<ValueTask<T>> run)
    {
        try
        {
            return await FaultyAsync(call, run);
        }
        finally
        {
            plan.Finish(call);
        }
    }

    private async ValueTask<T> FaultyAsync<T>(StoreCall call, Func<ValueTask<T>> run)
    {
        switch (await plan.NextAsync(call))
        {
            case StoreFault.FailBefore or StoreFault.TimeOut:
                throw Failed(call);
            case StoreFault.FailAfter:
                await run();
                throw Failed(call);
            case StoreFault.LoseFence:
                throw new InvalidOperationException($"The fence is lost at a commit, not at {call}.");
            case StoreFault.None:
                break;
        }

        return await run();
    }

    private static StorageUnavailableException Failed(StoreCall call) => new($"{call} failed as planned.");
}
