using Shipments.Storage;

namespace Shipments.Grains.Tests.Steps;

/// <summary>Shards whose reads, once cancelled, end only when those of all shards are cancelled: whoever stops them one by one waits for ever.</summary>
internal sealed class TogetherFeed(int shards) : IJournalFeed, IShardOwnership
{
    private readonly TaskCompletionSource _never = new();
    private readonly TaskCompletionSource _allReading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _allCancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reading;
    private int _cancelled;

    public Task AllReading => _allReading.Task;

    public FeedIdentity Identity { get; } = new("db", 0);

    public int ShardCount => shards;

    public IReadOnlyList<int> Owned { get; } = [.. Enumerable.Range(0, shards)];

    public int ShardOf(ActorKey key) => 0;

    public OwnershipAnswer Owns(int shard) => OwnershipAnswer.Yes;

    public string? OwnerOf(int shard) => "here";

    public bool IsOwnerKnownSince(int shard, long timestamp) => true;

    public Task OwnedChangedAsync(IReadOnlyList<int> known, CancellationToken cancellationToken) => _never.Task.WaitAsync(cancellationToken);

    public async ValueTask<FeedPage> ReadAsync(int shard, long after, int entriesMax, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _reading) == shards)
            _allReading.TrySetResult();
        try
        {
            await _never.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            if (Interlocked.Increment(ref _cancelled) == shards)
                _allCancelled.TrySetResult();
            await _allCancelled.Task;
        }

        throw new OperationCanceledException(cancellationToken);
    }

    public ValueTask<long> FindPlaceAsync(int shard, DateTimeOffset at, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken) => ValueTask.FromResult(0L);

    public ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
