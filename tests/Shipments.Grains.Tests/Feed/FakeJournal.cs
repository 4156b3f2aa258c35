using Google.Protobuf;
using Shipments.Journal.V1;
using Shipments.Storage;

namespace Shipments.Grains.Tests.Feed;

/// <summary>A journal of one shard in memory, its ownership with it. Reads at its end wait until an entry is added.</summary>
internal sealed class FakeJournal : IJournalFeed, IShardOwnership
{
    private readonly Lock _lock = new();
    private readonly List<FeedEntry> _entries = [];
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long TrimmedTo { get; set; }

    public OwnershipAnswer Answer { get; set; } = OwnershipAnswer.Yes;

    public Exception? Fault { get; set; }

    public FeedIdentity Identity { get; } = new("db", 3);

    public int ShardCount => 4;

    public IReadOnlyList<int> Owned => [0];

    public void Add(string key, ParcelEntry entry, long version = 1)
    {
        lock (_lock)
        {
            _entries.Add(new FeedEntry(_entries.Count + 1, ActorKey.Parse(key), version, entry.ToByteArray()));
            _moved.TrySetResult();
            _moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async ValueTask<FeedPage> ReadAsync(int shard, long after, int entriesMax, TimeSpan wait, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task moved;
            lock (_lock)
            {
                if (Fault is not null)
                    throw Fault;
                if (after < TrimmedTo)
                    throw new FeedTrimmedException("trimmed") { TrimmedTo = TrimmedTo };
                List<FeedEntry> entries = [.. _entries.Where(entry => entry.Seq > after).Take(entriesMax)];
                if (entries.Count > 0 || wait == TimeSpan.Zero)
                    return new FeedPage(entries, entries.Count > 0 ? entries[^1].Seq : after, _entries.Count);
                moved = _moved.Task;
            }

            await moved.WaitAsync(cancellationToken);
        }
    }

    public OwnershipAnswer Owns(int shard) => Answer;

    public string? OwnerOf(int shard) => "127.0.0.1:9";

    public bool IsOwnerKnownSince(int shard, long timestamp) => true;

    public int ShardOf(ActorKey key) => 0;

    public Task OwnedChangedAsync(IReadOnlyList<int> known, CancellationToken cancellationToken) =>
        new TaskCompletionSource().Task.WaitAsync(cancellationToken);

    /// <summary>An entry is committed each second from 1970 on.</summary>
    public ValueTask<long> FindPlaceAsync(int shard, DateTimeOffset time, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Math.Clamp(time.ToUnixTimeSeconds() - 1, TrimmedTo, _entries.Count));

    public ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken) => ValueTask.FromResult(0L);

    public ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
