using Npgsql;

namespace Shipments.Storage;

/// <summary>
/// Tells every silo of a database at once that owners changed, so that none waits for its next renewal to learn it. News may be lost with a
/// connection: the renewal finds out too.
/// </summary>
internal sealed class PostgresOwnerNews(PostgresDatabase database) : IAsyncDisposable
{
    private const string Listen = "LISTEN shipments_owners";

    private const string Notify = "SELECT pg_notify('shipments_owners', '')::text";

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private NpgsqlConnection? _connection;
    private Task? _next;
    private int _closed;

    /// <summary>Completes when there are news since the last time; throws when the database cannot be listened to.</summary>
    public Task NextAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_next is not { IsCompleted: false })
                _next = WaitAsync();
            return _next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Tells all silos.</summary>
    public async ValueTask TellAsync(CancellationToken cancellationToken) =>
        await database.ControlAsync(c => c.ScalarAsync<string>(Notify, cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        await _closing.CancelAsync();
        if (_next is not null)
            await _next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (_connection is { } connection)
            await connection.DisposeAsync();
        _closing.Dispose();
    }

    /// <summary>Only the end of the store cancels it: a wait that is cancelled may cost its connection.</summary>
    private async Task WaitAsync()
    {
        await Task.Yield();
        try
        {
            _connection ??= await ListenAsync();
            await _connection.WaitAsync(_closing.Token);
        }
        catch (Exception failure) when (PostgresErrors.IsUnavailable(failure) || failure is InvalidOperationException)
        {
            NpgsqlConnection? broken = _connection;
            _connection = null;
            if (broken is not null)
                await broken.DisposeAsync();
            throw PostgresErrors.Unavailable(failure);
        }
    }

    private async Task<NpgsqlConnection> ListenAsync()
    {
        NpgsqlConnection connection = await database.OpenWriterAsync(_closing.Token);
        await connection.ExecuteAsync(Listen, _closing.Token);
        return connection;
    }
}
