using Microsoft.Extensions.Time.Testing;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Steps;

/// <summary>The journal of one shard, and its cursor. A read that finds nothing ends when the test lets time pass.</summary>
internal sealed class PacedFeed(FakeTimeProvider time, params FeedEntry[] entries) : IJournalFeed, IDisposable
{
    private readonly SemaphoreSlim _idle = new(0);
    private readonly SemaphoreSlim _go = new(0);
    private long _cursor;

    public FeedIdentity Identity { get; } = new("db", 0);

    /// <summary>The cursor as it was last saved.</summary>
    public long Cursor => Interlocked.Read(ref _cursor);

    /// <summary>Waits until all was read, lets the clock go on, and waits until the reader looks again: what was to be saved is saved then.</summary>
    public async Task PassAsync(TimeSpan by)
    {
        await _idle.WaitAsync().Awaiting("that the reader has read all");
        time.Advance(by);
        _go.Release();
        await _idle.WaitAsync().Awaiting("that the reader looks again");
        _idle.Release();
    }

    public async ValueTask<FeedPage> ReadAsync(int shard, long after, int entriesMax, TimeSpan wait, CancellationToken cancellationToken)
    {
        FeedEntry[] next = [.. entries.Where(entry => entry.Seq > after).Take(entriesMax)];
        if (next.Length > 0)
            return new FeedPage(next, next[^1].Seq, entries[^1].Seq);
        _idle.Release();
        await _go.WaitAsync(cancellationToken);
        return new FeedPage([], after, after);
    }

    public ValueTask<long> FindPlaceAsync(int shard, DateTimeOffset at, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken) => ValueTask.FromResult(Cursor);

    public ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _cursor, seq);
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        _idle.Dispose();
        _go.Dispose();
    }
}
