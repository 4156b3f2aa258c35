using Npgsql;
using NpgsqlTypes;

namespace Shipments.Storage;

/// <summary>
/// A commit connection and its row in <c>writers</c>. A commit is one packet: the blocks, then the fence, then the end of the transaction that
/// the packet is. Whatever else happens than success or the fence's refusal, the connection is thrown away, and the writer with it.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    private const string Append = """
        INSERT INTO journal (shard, first_seq, last_seq, writer, block)
        SELECT b.shard, b.first_seq, b.last_seq, $5, b.block
        FROM unnest($1::integer[], $2::bigint[], $3::bigint[], $4::bytea[]) AS b(shard, first_seq, last_seq, block)
        """;

    private const string Fence = "SELECT shipments_fence($1, $2)";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _commit;
    private readonly NpgsqlParameter<int[]> _shards = new();
    private readonly NpgsqlParameter<long[]> _firstSeqs = new();
    private readonly NpgsqlParameter<long[]> _lastSeqs = new();
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>[]> _blocks = new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
    private readonly NpgsqlParameter<int[]> _fencedShards = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _isPrepared;
    private bool _isClosed;
    private volatile bool _isRetired;

    public PostgresWriter(long id, NpgsqlConnection connection)
    {
        Id = id;
        _connection = connection;
        _commit = new NpgsqlBatch(connection);
        var append = new NpgsqlBatchCommand(Append);
        append.Parameters.Add(_shards);
        append.Parameters.Add(_firstSeqs);
        append.Parameters.Add(_lastSeqs);
        append.Parameters.Add(_blocks);
        append.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var fence = new NpgsqlBatchCommand(Fence);
        fence.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        fence.Parameters.Add(_fencedShards);
        _commit.BatchCommands.Add(append);
        _commit.BatchCommands.Add(fence);
    }

    /// <summary>Its row.</summary>
    public long Id { get; }

    /// <exception cref="PostgresException">No partition takes the blocks; nothing is written, and it may be tried again.</exception>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    public async ValueTask<CommitOutcome> CommitAsync(IReadOnlyList<JournalBlock> blocks, CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero, CancellationToken.None))
            throw new InvalidOperationException($"Writer {Id} has a commit in flight: a writer commits one batch after another.");
        bool isSound = false;
        try
        {
            if (_isClosed)
                throw new StorageUnavailableException($"The connection of writer {Id} is gone.");
            await SendAsync(blocks, cancellationToken);
            isSound = true;
            return CommitOutcome.Committed;
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrors.FenceLost)
        {
            isSound = true;
            return CommitOutcome.Lost;
        }
        catch (PostgresException failure) when (PostgresErrors.IsWithoutPartition(failure))
        {
            isSound = true;
            throw;
        }
        catch (Exception failure) when (PostgresErrors.IsUnavailable(failure))
        {
            throw PostgresErrors.Unavailable(failure);
        }
        finally
        {
            if (!isSound || _isRetired)
                await CloseAsync();
            _turn.Release();
        }
    }

    /// <summary>No more commits. The connection closes now, or when the commit in flight has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _isRetired = true;
        if (!await _turn.WaitAsync(TimeSpan.Zero, CancellationToken.None))
            return;
        await CloseAsync();
        _turn.Release();
    }

    private async ValueTask SendAsync(IReadOnlyList<JournalBlock> blocks, CancellationToken cancellationToken)
    {
        int count = blocks.Count;
        var shards = new int[count];
        var firstSeqs = new long[count];
        var lastSeqs = new long[count];
        var bytes = new ReadOnlyMemory<byte>[count];
        for (int i = 0; i < count; i++)
            (shards[i], firstSeqs[i], lastSeqs[i], bytes[i]) = (blocks[i].Shard, blocks[i].FirstSeq, blocks[i].LastSeq, blocks[i].Bytes);
        _shards.TypedValue = shards;
        _firstSeqs.TypedValue = firstSeqs;
        _lastSeqs.TypedValue = lastSeqs;
        _blocks.TypedValue = bytes;
        _fencedShards.TypedValue = shards;
        if (!_isPrepared)
        {
            await _commit.PrepareAsync(cancellationToken);
            _isPrepared = true;
        }

        await _commit.ExecuteNonQueryAsync(cancellationToken);
    }

    private async ValueTask CloseAsync()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        await _commit.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
