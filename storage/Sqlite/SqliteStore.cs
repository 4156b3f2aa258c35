namespace Shipments.Storage;

/// <summary>
/// A database in a folder: journal.db, synced at each commit, and state.db, which may lose its newest transactions in a power cut but only
/// whole, from the end, and never what trimming relied on. An operating system lock keeps every other process out.
/// </summary>
internal sealed class SqliteStore : IJournalStore
{
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly SqliteWorker _journal;
    private readonly SqliteWorker _journalReader;
    private readonly SqliteWorker _state;
    private readonly SqliteWorker _stateReader;
    private readonly SqliteWorker _lists;
    private SqliteLock? _lock;
    private int _disposed;

    public SqliteStore(SqliteStorageOptions options, TimeProvider time)
    {
        _folder = options.Folder;
        _time = time;
        string journal = SqliteFiles.JournalPath(_folder);
        string state = SqliteFiles.StatePath(_folder);
        _journal = new SqliteWorker("journal", () => new SqliteSession(journal, "FULL", options.JournalCheckpointPages));
        _journalReader = new SqliteWorker("journal reader", () => new SqliteSession(journal, "FULL", options.JournalCheckpointPages));
        _state = new SqliteWorker("state", () => new SqliteSession(state, "NORMAL", options.StateCheckpointPages));
        _stateReader = new SqliteWorker("state reader", () => new SqliteSession(state, "NORMAL", options.StateCheckpointPages));
        _lists = new SqliteWorker("state lists", () => new SqliteSession(state, "NORMAL", options.StateCheckpointPages));
    }

    public async ValueTask<StoreIdentity> OpenAsync(int shardCount, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        _lock ??= SqliteLock.Take(_folder);
        StoreIdentity identity = await _journal.RunAsync(session => SqliteFiles.OpenJournal(session, shardCount), cancellationToken);
        await _journal.RunAsync(SqliteOwners.BuryTheDead, cancellationToken);
        List<ShardRow> shards = await _journal.RunAsync(SqliteOwners.Shards, cancellationToken);
        await _state.RunAsync(session => SqliteFiles.OpenState(session, identity, shards), cancellationToken);
        return identity;
    }

    public ValueTask<CommitOutcome> CommitAsync(long writer, IReadOnlyList<JournalBlock> blocks, CancellationToken cancellationToken) =>
        _journal.RunAsync(
            session => SqliteJournalFile.Append(session, writer, blocks, NowMs()) ? CommitOutcome.Committed : CommitOutcome.Lost,
            cancellationToken,
            completesInPlace: true);

    public ValueTask<bool> HasBlockAsync(int shard, long lastSeq, long writer, CancellationToken cancellationToken) =>
        _journal.RunAsync(session => SqliteJournalFile.HasBlock(session, shard, lastSeq, writer), cancellationToken);

    public ValueTask<BlockPage> ReadBlocksAsync(int shard, long after, int bytesMax, CancellationToken cancellationToken) =>
        _journalReader.RunAsync(session => SqliteJournalFile.ReadBlocks(session, shard, after, bytesMax), cancellationToken);

    public async ValueTask<bool> HasOlderThanAsync(int shard, long after, TimeSpan age, CancellationToken cancellationToken) =>
        await _journalReader.RunAsync(session => SqliteJournalFile.FirstAtMs(session, shard, after), cancellationToken)
            < NowMs() - (long)age.TotalMilliseconds;

    public async ValueTask<int> TrimAsync(IReadOnlyList<ShardSeq> bounds, TimeSpan age, int blocksMax, CancellationToken cancellationToken)
    {
        Dictionary<int, long> lowWaters = await _state.RunAsync(SqliteStateFile.LowWaters, cancellationToken);
        await _state.RunAsync(session => SqliteStateFile.Sync(session, NowMs()), cancellationToken);
        List<ShardSeq> safe = [.. bounds.Select(bound => bound with { Seq = Math.Min(bound.Seq, lowWaters.GetValueOrDefault(bound.Shard, 1) - 1) })];
        long beforeMs = NowMs() - (long)age.TotalMilliseconds;
        return await _journal.RunAsync(session => SqliteJournalFile.Trim(session, safe, beforeMs, blocksMax), cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ActorRow>> LoadRowsAsync(IReadOnlyList<ActorKey> keys, CancellationToken cancellationToken) =>
        await _stateReader.RunAsync(session => SqliteStateFile.Load(session, keys), cancellationToken);

    public async ValueTask<IReadOnlyList<ActorKey>> WriteRowsAsync(
        IReadOnlyList<RowWrite> rows, IReadOnlyList<ShardSeq> lowWaters, CancellationToken cancellationToken) =>
        await _state.RunAsync(session => SqliteStateFile.Write(session, rows, lowWaters), cancellationToken);

    public ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken) =>
        _stateReader.RunAsync(session => SqliteStateFile.ReadCursor(session, consumer, shard), cancellationToken);

    public async ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken) =>
        await _state.RunAsync(session => SqliteStateFile.SaveCursor(session, consumer, shard, seq), cancellationToken);

    public async ValueTask<IReadOnlyList<DueActor>> ClaimDueAsync(
        IReadOnlyList<int> shards, DateTimeOffset now, int actorsMax, TimeSpan claimFor, CancellationToken cancellationToken) =>
        await _state.RunAsync(
            session => SqliteStateFile.ClaimDue(
                session, shards, now.ToUnixTimeMilliseconds(), actorsMax, (now + claimFor).ToUnixTimeMilliseconds()),
            cancellationToken);

    public ValueTask<int> PutOffDueAsync(IReadOnlyList<DuePutOff> actors, DateTimeOffset claimedUntil, CancellationToken cancellationToken) =>
        _state.RunAsync(session => SqliteStateFile.PutOffDue(session, actors, claimedUntil.ToUnixTimeMilliseconds()), cancellationToken);

    public ValueTask<int> CountDueAsync(string kind, string tenant, int countMax, CancellationToken cancellationToken) =>
        _stateReader.RunAsync(session => SqliteStateFile.CountDue(session, kind, tenant, countMax), cancellationToken);

    public ValueTask<ParcelRows> ReadParcelsAsync(ParcelListQuery query, int rowsMax, CancellationToken cancellationToken) =>
        _lists.RunAsync(session => SqliteLists.Read(session, query, rowsMax), cancellationToken);

    public ValueTask<long> AcquireLeaseAsync(
        string address, TimeSpan length, IReadOnlyDictionary<string, int> formats, CancellationToken cancellationToken) =>
        _journal.RunAsync(session => SqliteOwners.Acquire(session, address, length, formats, NowMs()), cancellationToken);

    public ValueTask<bool> RenewLeaseAsync(long lease, CancellationToken cancellationToken) =>
        _journal.RunAsync(session => SqliteOwners.Renew(session, lease, NowMs()), cancellationToken);

    public async ValueTask ReleaseLeaseAsync(long lease, CancellationToken cancellationToken) =>
        await _journal.RunAsync(session => SqliteOwners.Release(session, lease), cancellationToken);

    /// <summary>There is no other silo that could give it shards.</summary>
    public ValueTask MarkLeavingAsync(long lease, bool leaving, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>There is no other silo that could change them.</summary>
    public Task OwnersChangedAsync(CancellationToken cancellationToken) =>
        new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously).Task.WaitAsync(cancellationToken);

    public async ValueTask<IReadOnlyList<LeaseRow>> ReadLeasesAsync(CancellationToken cancellationToken) =>
        await _journal.RunAsync(session => SqliteOwners.Leases(session, NowMs()), cancellationToken);

    public ValueTask<long> OpenWriterAsync(long lease, CancellationToken cancellationToken) =>
        _journal.RunAsync(session => SqliteOwners.OpenWriter(session, lease), cancellationToken);

    public async ValueTask<IReadOnlyList<ShardRow>> ReadShardsAsync(CancellationToken cancellationToken)
    {
        List<ShardRow> shards = await _journal.RunAsync(SqliteOwners.Shards, cancellationToken);
        // Not behind the writer of rows: a renewal of the lease reads the shards, and must not wait for a slow flush.
        Dictionary<int, long> lowWaters = await _stateReader.RunAsync(SqliteStateFile.LowWaters, cancellationToken);
        return shards.ConvertAll(shard =>
        {
            long low = lowWaters.GetValueOrDefault(shard.Shard, 1);
            return shard with { LowWater = low, Head = Math.Max(shard.Head, low - 1) };
        });
    }

    public ValueTask<IReadOnlyList<int>> TakeShardsAsync(
        long writer, IReadOnlyList<int> wanted, TimeSpan grace, CancellationToken cancellationToken) =>
        _journal.RunAsync(session => SqliteOwners.Take(session, writer, wanted, grace, NowMs()), cancellationToken);

    public ValueTask<IReadOnlyList<int>> ReplaceWriterAsync(long writer, long next, CancellationToken cancellationToken) =>
        _journal.RunAsync(session => SqliteOwners.Replace(session, writer, next), cancellationToken);

    public ValueTask<IReadOnlyList<int>> HandOverAsync(
        long writer, long next, IReadOnlyList<int> shards, CancellationToken cancellationToken) =>
        _journal.RunAsync(session => SqliteOwners.HandOver(session, writer, next, shards), cancellationToken);

    public ValueTask<bool> RaiseFormatAsync(string name, int format, CancellationToken cancellationToken) =>
        _journal.RunAsync(session => SqliteOwners.RaiseFormat(session, name, format, NowMs()), cancellationToken);

    public async ValueTask<IReadOnlyDictionary<string, int>> ReadFormatsAsync(CancellationToken cancellationToken) =>
        await _journal.RunAsync(SqliteOwners.Formats, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _journalReader.DisposeAsync();
        await _stateReader.DisposeAsync();
        await _lists.DisposeAsync();
        await _journal.DisposeAsync();
        await _state.DisposeAsync();
        _lock?.Dispose();
    }

    private long NowMs() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
