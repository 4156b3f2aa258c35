using Microsoft.Extensions.Logging;
using Npgsql;

namespace Shipments.Storage;

/// <summary>
/// A PostgreSQL database that several silos may share. The fence is a function at the end of every commit; leases and ages go by the database's
/// clock; who takes a shard over first makes sure that the old owner's commits have ended or never will.
/// </summary>
internal sealed class PostgresStore : IJournalStore
{
    private readonly PostgresStorageOptions _options;
    private readonly ILogger _log;
    private readonly PostgresDatabase _database;
    private readonly PostgresWriters _writers;
    private readonly PostgresOwnerNews _news;
    private readonly PostgresOwners _owners;
    private readonly PostgresJournal _journal;
    private readonly PostgresRows _rows;
    private readonly PostgresDue _due;
    private readonly PostgresLists _lists;
    private PostgresIdentity? _identity;

    public PostgresStore(PostgresStorageOptions options, ILoggerFactory logs)
    {
        _options = options;
        _log = logs.CreateLogger("Shipments.Storage.Postgres");
        _database = new PostgresDatabase(options);
        _writers = new PostgresWriters(_database);
        _news = new PostgresOwnerNews(_database);
        _owners = new PostgresOwners(_database, _writers, _news, _log);
        _journal = new PostgresJournal(_database);
        _rows = new PostgresRows(_database);
        _due = new PostgresDue(_database);
        _lists = new PostgresLists(_database);
    }

    private string Timeline => _identity?.Timeline ?? throw new InvalidOperationException("The store is not open yet: call OpenAsync first.");

    public async ValueTask<StoreIdentity> OpenAsync(int shardCount, CancellationToken cancellationToken)
    {
        _identity = await _database.ControlAsync(c => PostgresOpening.OpenAsync(c, shardCount, _log, cancellationToken), cancellationToken);
        await MakePartitionsAsync(cancellationToken);
        return _identity.Store;
    }

    public async ValueTask<CommitOutcome> CommitAsync(long writer, IReadOnlyList<JournalBlock> blocks, CancellationToken cancellationToken)
    {
        try
        {
            return await _writers.CommitAsync(writer, blocks, cancellationToken);
        }
        catch (PostgresException failure) when (PostgresErrors.IsWithoutPartition(failure))
        {
            // Nothing is written. The clock ran past the partitions made ahead, or was set back before the first.
            await MakePartitionsAsync(cancellationToken);
        }

        try
        {
            return await _writers.CommitAsync(writer, blocks, cancellationToken);
        }
        catch (PostgresException failure)
        {
            throw PostgresErrors.Unavailable(failure);
        }
    }

    public ValueTask<bool> HasBlockAsync(int shard, long lastSeq, long writer, CancellationToken cancellationToken) =>
        _journal.HasBlockAsync(shard, lastSeq, writer, cancellationToken);

    public ValueTask<BlockPage> ReadBlocksAsync(int shard, long after, int bytesMax, CancellationToken cancellationToken) =>
        _journal.ReadAsync(shard, after, bytesMax, cancellationToken);

    public ValueTask<int> TrimAsync(IReadOnlyList<ShardSeq> bounds, TimeSpan age, int blocksMax, CancellationToken cancellationToken) =>
        _journal.TrimAsync(bounds, age, blocksMax, cancellationToken);

    public ValueTask<bool> HasOlderThanAsync(int shard, long after, TimeSpan age, CancellationToken cancellationToken) =>
        _journal.HasOlderThanAsync(shard, after, age, cancellationToken);

    public ValueTask<IReadOnlyList<ActorRow>> LoadRowsAsync(IReadOnlyList<ActorKey> keys, CancellationToken cancellationToken) =>
        _rows.LoadAsync(keys, cancellationToken);

    public ValueTask<IReadOnlyList<ActorKey>> WriteRowsAsync(
        IReadOnlyList<RowWrite> rows, IReadOnlyList<ShardSeq> lowWaters, CancellationToken cancellationToken) =>
        _rows.WriteAsync(rows, lowWaters, cancellationToken);

    public ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken) =>
        _rows.ReadCursorAsync(consumer, shard, cancellationToken);

    public ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken) =>
        _rows.SaveCursorAsync(consumer, shard, seq, cancellationToken);

    public ValueTask<IReadOnlyList<DueActor>> ClaimDueAsync(
        IReadOnlyList<int> shards, DateTimeOffset now, int actorsMax, TimeSpan claimFor, CancellationToken cancellationToken) =>
        _due.ClaimAsync(shards, now, actorsMax, claimFor, cancellationToken);

    public ValueTask<int> PutOffDueAsync(IReadOnlyList<DuePutOff> actors, DateTimeOffset claimedUntil, CancellationToken cancellationToken) =>
        _due.PutOffAsync(actors, claimedUntil, cancellationToken);

    public ValueTask<int> CountDueAsync(string kind, string tenant, int countMax, CancellationToken cancellationToken) =>
        _due.CountAsync(kind, tenant, countMax, cancellationToken);

    public ValueTask<ParcelRows> ReadParcelsAsync(ParcelListQuery query, int rowsMax, CancellationToken cancellationToken) =>
        _lists.ReadAsync(query, rowsMax, cancellationToken);

    public ValueTask<long> AcquireLeaseAsync(
        string address, TimeSpan length, IReadOnlyDictionary<string, int> formats, CancellationToken cancellationToken) =>
        _owners.AcquireAsync(address, length, formats, cancellationToken);

    public async ValueTask<bool> RenewLeaseAsync(long lease, CancellationToken cancellationToken)
    {
        bool isRenewed = await _owners.RenewAsync(lease, Timeline, cancellationToken);
        await KeepPartitionsAheadAsync(cancellationToken);
        return isRenewed;
    }

    public ValueTask MarkLeavingAsync(long lease, bool leaving, CancellationToken cancellationToken) =>
        _owners.MarkLeavingAsync(lease, leaving, cancellationToken);

    public Task OwnersChangedAsync(CancellationToken cancellationToken) => _news.NextAsync(cancellationToken);

    public ValueTask ReleaseLeaseAsync(long lease, CancellationToken cancellationToken) => _owners.ReleaseAsync(lease, cancellationToken);

    public async ValueTask<IReadOnlyList<LeaseRow>> ReadLeasesAsync(CancellationToken cancellationToken) =>
        await _owners.ReadLeasesAsync(cancellationToken);

    public async ValueTask<long> OpenWriterAsync(long lease, CancellationToken cancellationToken)
    {
        try
        {
            long writer = await _writers.OpenAsync(lease, Timeline, cancellationToken);
            return writer != 0 ? writer : throw new LeaseGoneException($"Lease {lease} is gone: a writer needs a live one.");
        }
        catch (PostgresException failure) when (PostgresErrors.IsRefusal(failure))
        {
            throw new StoreRefusedException($"PostgreSQL refused: {failure.MessageText}. Restart this silo.", failure);
        }
        catch (Exception failure) when (PostgresErrors.IsUnavailable(failure))
        {
            throw PostgresErrors.Unavailable(failure);
        }
    }

    public async ValueTask<IReadOnlyList<ShardRow>> ReadShardsAsync(CancellationToken cancellationToken) =>
        await _owners.ReadShardsAsync(cancellationToken);

    public ValueTask<IReadOnlyList<int>> TakeShardsAsync(
        long writer, IReadOnlyList<int> wanted, TimeSpan grace, CancellationToken cancellationToken) =>
        _owners.TakeAsync(writer, wanted, grace, cancellationToken);

    public ValueTask<IReadOnlyList<int>> ReplaceWriterAsync(long writer, long next, CancellationToken cancellationToken) =>
        _owners.ReplaceAsync(writer, next, cancellationToken);

    public ValueTask<IReadOnlyList<int>> HandOverAsync(
        long writer, long next, IReadOnlyList<int> shards, CancellationToken cancellationToken) =>
        _owners.HandOverAsync(writer, next, shards, cancellationToken);

    public ValueTask<bool> RaiseFormatAsync(string name, int format, CancellationToken cancellationToken) =>
        _owners.RaiseFormatAsync(name, format, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, int>> ReadFormatsAsync(CancellationToken cancellationToken) =>
        _owners.ReadFormatsAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _news.DisposeAsync();
        await _writers.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>A renewal keeps the journal a partition ahead; that it could not must not cost the lease.</summary>
    private async ValueTask KeepPartitionsAheadAsync(CancellationToken cancellationToken)
    {
        try
        {
            bool isAhead = await _database.ControlAsync(
                c => c.ScalarAsync<bool>(PostgresPartitions.IsAhead, cancellationToken, _options.PartitionWidth), cancellationToken);
            if (!isAhead)
                await MakePartitionsAsync(cancellationToken);
        }
        catch (StorageUnavailableException failure)
        {
            PostgresLog.PartitionsFailed(_log, failure);
        }
    }

    private async ValueTask MakePartitionsAsync(CancellationToken cancellationToken)
    {
        int made = await _database.ControlAsync(
            c => c.ScalarAsync<int>(PostgresPartitions.Make, cancellationToken, _options.PartitionWidth, _options.PartitionsAhead),
            cancellationToken);
        if (made > 0)
            PostgresLog.PartitionsMade(_log, made);
    }
}
