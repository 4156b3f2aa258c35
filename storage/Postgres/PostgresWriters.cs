using System.Collections.Concurrent;
using Npgsql;

namespace Shipments.Storage;

/// <summary>This store's commit connections, by the id of their writers row.</summary>
internal sealed class PostgresWriters(PostgresDatabase database) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, PostgresWriter> _writers = new();
    private volatile bool _isClosed;

    /// <summary>A new connection with a row of its own; 0 when the lease is gone.</summary>
    public async ValueTask<long> OpenAsync(long lease, string timeline, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        await RetireTheDeadAsync(cancellationToken);
        NpgsqlConnection connection = await database.OpenWriterAsync(cancellationToken);
        PostgresWriter? writer = null;
        try
        {
            long id = await connection.ScalarAsync<long>("SELECT shipments_open_writer($1, $2)", cancellationToken, lease, timeline);
            if (id != 0)
                _writers[id] = writer = new PostgresWriter(id, connection);
            return id;
        }
        finally
        {
            if (writer is null)
                await connection.DisposeAsync();
        }
    }

    /// <summary>
    /// Commits on a writer's connection. A writer that has none here was replaced or released by this store: it is dead, and nothing was sent.
    /// </summary>
    public ValueTask<CommitOutcome> CommitAsync(long writer, IReadOnlyList<JournalBlock> blocks, CancellationToken cancellationToken) =>
        _writers.TryGetValue(writer, out PostgresWriter? open) ? open.CommitAsync(blocks, cancellationToken) : ValueTask.FromResult(CommitOutcome.Lost);

    /// <summary>The writer is dead: its connection is of no use any more.</summary>
    public ValueTask RetireAsync(long writer) => _writers.TryRemove(writer, out PostgresWriter? open) ? open.DisposeAsync() : ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        foreach (long writer in _writers.Keys)
            await RetireAsync(writer);
    }

    /// <summary>Others may have buried some of these meanwhile: a new one comes in the place of the old, not beside it.</summary>
    private async ValueTask RetireTheDeadAsync(CancellationToken cancellationToken)
    {
        long[] known = [.. _writers.Keys];
        if (known.Length == 0)
            return;
        List<long> live = await database.ControlAsync(
            c => c.ListAsync("SELECT id FROM writers WHERE id = ANY ($1) AND live", row => row.GetInt64(0), cancellationToken, [known]), cancellationToken);
        foreach (long dead in known.Except(live))
            await RetireAsync(dead);
    }
}
