using Shipments.Contracts.Feed;
using Shipments.Contracts.Messages;
using Shipments.Grains.Inbox;
using Shipments.Storage;

namespace Shipments.Grains.Feed;

/// <summary>Reads one shard's journal for those outside: finds a tenant's entries, shows them as changes. Thread-safe.</summary>
/// <param name="shard">The shard.</param>
/// <param name="feed">Its journal.</param>
/// <param name="ownership">Whether this silo may answer for it.</param>
/// <param name="time">The clock of the waits.</param>
/// <param name="stopping">Ends every wait: the silo stops.</param>
internal sealed class ShardFeedReader(int shard, IJournalFeed feed, IShardOwnership ownership, TimeProvider time, CancellationToken stopping)
{
    private const int PageEntriesMax = 1_000;

    private int _reads;

    /// <summary>Reads changes, and waits for a first one.</summary>
    public async Task<ReadShardReply> ReadAsync(ReadShardQuery query, CancellationToken cancellationToken)
    {
        ThrowUnlessInBounds(query);
        if (NotOwned() is { } header)
            return new ReadShardReply { Header = header };
        if (Interlocked.Increment(ref _reads) > FeedBounds.ReadsMax)
        {
            Interlocked.Decrement(ref _reads);
            return new ReadShardReply { Header = CallHeaders.Overloaded };
        }

        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
            return await FindAsync(query, end.Token);
        }
        catch (FeedTrimmedException)
        {
            return new ReadShardReply { Header = CallHeaders.Ok, UpTo = query.After, Reset = true };
        }
        catch (Exception exception) when (HeaderOf(exception, cancellationToken) is { } failed)
        {
            return new ReadShardReply { Header = failed };
        }
        finally
        {
            Interlocked.Decrement(ref _reads);
        }
    }

    /// <summary>Says where the journal ends and, when asked, where it begins or where a time lies in it.</summary>
    public async Task<ShardPlacesReply> PlacesAsync(ShardPlacesQuery query, CancellationToken cancellationToken)
    {
        if (NotOwned() is { } header)
            return new ShardPlacesReply { Header = header };
        try
        {
            // After the last place there is nothing to read: only the head is answered.
            long head = (await feed.ReadAsync(shard, long.MaxValue, 1, TimeSpan.Zero, cancellationToken)).Head;
            return new ShardPlacesReply
            {
                Header = CallHeaders.Ok,
                Head = head,
                Earliest = query.Earliest ? await EarliestAsync(cancellationToken) : 0,
                At = query.AtMs > 0
                    ? await feed.FindPlaceAsync(shard, DateTimeOffset.FromUnixTimeMilliseconds(query.AtMs), cancellationToken)
                    : 0,
                ShardCount = ownership.ShardCount,
                DatabaseId = feed.Identity.DatabaseId,
                Timeline = feed.Identity.Timeline,
            };
        }
        catch (Exception exception) when (HeaderOf(exception, cancellationToken) is { } failed)
        {
            return new ShardPlacesReply { Header = failed };
        }
    }

    private async Task<long> EarliestAsync(CancellationToken cancellationToken)
    {
        try
        {
            await feed.ReadAsync(shard, 0, 1, TimeSpan.Zero, cancellationToken);
            return 0;
        }
        catch (FeedTrimmedException trimmed)
        {
            return trimmed.TrimmedTo;
        }
    }

    private async Task<ReadShardReply> FindAsync(ReadShardQuery query, CancellationToken cancellationToken)
    {
        TimeSpan wait = TimeSpan.FromMilliseconds(query.WaitMs);
        long started = time.GetTimestamp();
        ReadShardReply reply = new() { Header = CallHeaders.Ok, UpTo = query.After };
        ShardChanges changes = new(query, reply);
        // What is there already is read without a wait.
        TimeSpan left = TimeSpan.Zero;
        for (int looked = 0; ;)
        {
            FeedPage page = await feed.ReadAsync(shard, reply.UpTo, PageEntriesMax, left, cancellationToken);
            // A place beyond the end was given out by a journal that had more than this one.
            reply.Reset = reply.UpTo > page.Head;
            changes.Add(page);
            looked += page.Entries.Count;
            bool isLast = left == TimeSpan.Zero && time.GetElapsedTime(started) >= wait;
            if (reply.Reset || reply.Changes.Count > 0 || looked >= FeedBounds.EntriesMax || (page.Entries.Count == 0 && isLast))
                return reply;
            left = wait - time.GetElapsedTime(started);
            left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    private CallHeader? NotOwned() => ownership.Owns(shard) switch
    {
        OwnershipAnswer.Yes => null,
        OwnershipAnswer.NotNow => CallHeaders.Unavailable,
        OwnershipAnswer.No => CallHeaders.MovedTo(ownership.OwnerOf(shard)),
    };

    private CallHeader? HeaderOf(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        ShardMovedException => CallHeaders.MovedTo(ownership.OwnerOf(shard)),
        StorageUnavailableException => CallHeaders.Unavailable,
        OperationCanceledException when stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested => CallHeaders.Unavailable,
        _ => null,
    };

    private static void ThrowUnlessInBounds(ReadShardQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.After);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.ChangesMax, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.ChangesMax, FeedBounds.ChangesMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.BytesMax, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.BytesMax, FeedBounds.BytesMax);
        ArgumentOutOfRangeException.ThrowIfNegative(query.WaitMs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.WaitMs, (int)FeedBounds.WaitMax.TotalMilliseconds);
    }
}
