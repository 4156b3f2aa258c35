using Shipments.Api.Changes;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Changes;

/// <summary>The feeds of the shards in memory. A read at its shard's end waits for an entry; time ends no wait here, so tests with a fake clock own it.</summary>
internal sealed class FakeFeed(int shards) : IFeedCalls
{
    private readonly Lock _lock = new();
    private readonly List<(string Tenant, Change Change)>[] _entries = [.. Enumerable.Range(0, shards).Select(_ => new List<(string, Change)>())];
    private readonly List<ReadShardQuery> _reads = [];
    private TaskCompletionSource _moved = Waits.Signal();

    public string DatabaseId { get; set; } = "db";

    public long Timeline { get; set; }

    public long Earliest { get; set; }

    /// <summary>How reads of a shard end instead of reading.</summary>
    public Func<int, ReadShardReply?> Instead { get; set; } = static _ => null;

    public ReadShardQuery[] Reads
    {
        get
        {
            lock (_lock)
                return [.. _reads];
        }
    }

    public static Change Change(string parcel, long version) =>
        new() { Parcel = $"parcels/{parcel}", Version = version, Etag = $"\"{version}\"" };

    public void Add(int shard, string tenant, Change change)
    {
        lock (_lock)
            _entries[shard].Add((tenant, change));
        Wake();
    }

    /// <summary>Lets the waiting reads look again.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _moved.TrySetResult();
            _moved = Waits.Signal();
        }
    }

    public async ValueTask<ReadShardReply> Read(int shard, ReadShardQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
            _reads.Add(query);
        while (true)
        {
            Task moved;
            lock (_lock)
            {
                if (Instead(shard) is { } instead)
                    return instead;
                ReadShardReply reply = Find(shard, query);
                if (reply.Reset || reply.UpTo > query.After)
                    return reply;
                moved = _moved.Task;
            }

            await moved.WaitAsync(cancellationToken);
        }
    }

    public static long BeginMs { get; } = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public ValueTask<ShardPlacesReply> Places(int shard, ShardPlacesQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(new ShardPlacesReply
            {
                Header = FakeShipments.Ok, Head = _entries[shard].Count, Earliest = query.Earliest ? Earliest : 0, ShardCount = shards,
                // An entry is committed each second of 2026.
                At = query.AtMs > 0 ? Math.Clamp((query.AtMs - BeginMs) / 1000, 0, _entries[shard].Count) : 0,
                DatabaseId = DatabaseId, Timeline = Timeline,
            });
        }
    }

    private ReadShardReply Find(int shard, ReadShardQuery query)
    {
        ReadShardReply reply = new() { Header = FakeShipments.Ok, UpTo = query.After, Reset = query.After < Earliest };
        foreach ((string tenant, Change change) in _entries[shard].Skip((int)query.After))
        {
            if (reply.Changes.Count == query.ChangesMax)
                break;
            reply.UpTo++;
            if (tenant == query.Tenant && (query.Parcel.Length == 0 || change.Parcel == $"parcels/{query.Parcel}"))
                reply.Changes.Add(change);
        }

        return reply;
    }
}
