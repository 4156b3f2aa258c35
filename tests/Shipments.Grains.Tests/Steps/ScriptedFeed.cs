using Shipments.Storage;

namespace Shipments.Grains.Tests.Steps;

/// <summary>The journal of shard 0, which this silo owns, with entries given at start; a cursor; and reads that can be made to break.</summary>
internal sealed class ScriptedFeed(params FeedEntry[] entries) : IJournalFeed, IShardOwnership
{
    private readonly TaskCompletionSource _never = new();

    /// <summary>The next reads throw these, in order.</summary>
    public Queue<Exception> Breaks { get; } = new();

    public FeedIdentity Identity { get; } = new("db", 0);

    public int ShardCount => 1;

    public IReadOnlyList<int> Owned { get; } = [0];

    public int ShardOf(ActorKey key) => 0;

    public OwnershipAnswer Owns(int shard) => OwnershipAnswer.Yes;

    public string? OwnerOf(int shard) => "here";

    public bool IsOwnerKnownSince(int shard, long timestamp) => true;

    public Task OwnedChangedAsync(IReadOnlyList<int> known, CancellationToken cancellationToken) => _never.Task.WaitAsync(cancellationToken);

    public async ValueTask<FeedPage> ReadAsync(int shard, long after, int entriesMax, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (Breaks.TryDequeue(out Exception? fault))
            throw fault;
        FeedEntry[] next = [.. entries.Where(entry => entry.Seq > after)];
        if (next.Length == 0)
            await _never.Task.WaitAsync(cancellationToken);
        return new FeedPage(next, next[^1].Seq, next[^1].Seq);
    }

    public ValueTask<long> FindPlaceAsync(int shard, DateTimeOffset at, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken) => ValueTask.FromResult(0L);

    public ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
