using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>Log lines as events: which came, and when the n-th of an id comes.</summary>
internal sealed class RecordingLogs : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(int Id, string Text)> _lines = new();
    private readonly Lock _gate = new();
    private readonly List<(int Id, int Count, TaskCompletionSource Done)> _waiting = [];

    public IEnumerable<string> Of(int id) => _lines.Where(line => line.Id == id).Select(line => line.Text);

    /// <summary>Completes when so many lines of an id have come.</summary>
    public Task Until(int id, int count)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((id, count, done));
            Complete_NeedsLock();
        }

        return done.Task;
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            _lines.Enqueue((eventId.Id, formatter(state, exception)));
            Complete_NeedsLock();
        }
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private void Complete_NeedsLock()
    {
        foreach ((int _, int _, TaskCompletionSource done) in _waiting.Where(waiter => Of(waiter.Id).Count() >= waiter.Count))
            done.TrySetResult();
    }
}
