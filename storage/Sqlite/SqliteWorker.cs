using Microsoft.Data.Sqlite;

namespace Shipments.Storage;

/// <summary>
/// The one thread that owns a connection. Work queues for it, up to a bound. A commit completes its caller in place, so that the commit loop
/// stays on this thread from one batch to the next; work asked for by that thread itself runs at once when nobody else waits.
/// </summary>
internal sealed class SqliteWorker : IAsyncDisposable
{
    public const int WaitingMax = 4096;

    private readonly Lock _gate = new();
    private readonly Queue<Action<SqliteSession?>> _waiting = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<SqliteSession> _open;
    private readonly string _name;
    private readonly Thread _thread;
    private SqliteSession? _session;
    private bool _closing;

    /// <param name="name">Names the thread and the errors.</param>
    /// <param name="open">Opens the connection, on the thread.</param>
    public SqliteWorker(string name, Func<SqliteSession> open)
    {
        _name = name;
        _open = open;
        _thread = new Thread(Serve) { IsBackground = true, Name = "sqlite " + name };
        _thread.Start();
    }

    /// <summary>Runs work on the thread. With <paramref name="completesInPlace"/> the caller goes on there too.</summary>
    /// <exception cref="StorageUnavailableException">SQLite failed, too much waits, or the worker is closed.</exception>
    public ValueTask<T> RunAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken, bool completesInPlace = false)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellationToken);
        TaskCompletionSource<T> done;
        lock (_gate)
        {
            if (_closing)
                return ValueTask.FromException<T>(new StorageUnavailableException($"SQLite ({_name}) is closed."));
            bool runsHere = Thread.CurrentThread == _thread && _waiting.Count == 0 && _session is not null;
            if (!runsHere && _waiting.Count >= WaitingMax)
                return ValueTask.FromException<T>(new StorageUnavailableException($"SQLite ({_name}) has {WaitingMax} calls waiting."));
            done = new TaskCompletionSource<T>(
                completesInPlace ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
            if (!runsHere)
            {
                _waiting.Enqueue(session => Do(session, work, done, cancellationToken));
                _signal.Release();
                return new ValueTask<T>(done.Task);
            }
        }

        Do(_session, work, done, cancellationToken);
        return new ValueTask<T>(done.Task);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (!_closing)
                _signal.Release();
            _closing = true;
        }

        await _ended.Task;
        _signal.Dispose();
    }

    private void Serve()
    {
        while (true)
        {
            _signal.Wait();
            Action<SqliteSession?>? next;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out next) && _closing)
                    break;
            }

            next?.Invoke(_session);
        }

        _session?.Dispose();
        _ended.SetResult();
    }

    private void Do<T>(SqliteSession? session, Func<SqliteSession, T> work, TaskCompletionSource<T> done, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            done.TrySetCanceled(cancellationToken);
            return;
        }

        T result;
        try
        {
            session = _session ??= _open();
            result = work(session);
        }
        catch (SqliteException failure)
        {
            done.TrySetException(new StorageUnavailableException($"SQLite ({_name}) failed: {failure.Message}", failure));
            return;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            done.TrySetException(failure);
            return;
        }

        done.TrySetResult(result);
    }
}
