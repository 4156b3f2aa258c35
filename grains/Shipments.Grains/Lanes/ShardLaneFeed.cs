using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Shipments.Contracts;
using Shipments.Contracts.Messages;
using Shipments.Domain.Lanes;
using Shipments.Storage;

namespace Shipments.Grains.Lanes;

/// <summary>
/// Feeds one shard's journal to its lanes: reads on from the saved cursor, carries what the table says is due, and saves the cursor. Everything
/// but the calls runs in one loop. Whatever dies between two lines is read again.
/// </summary>
internal sealed class ShardLaneFeed(
    int shard, int shardCount, IJournalFeed feed, ILaneCalls lanes, TimeProvider time, LaneInstruments instruments, ILogger logger)
{
    /// <summary>The name of the cursor.</summary>
    public const string Consumer = "lanes";

    /// <summary>Calls of one shard under way at once: 64. That many lanes which do not answer hold up the others until their calls time out.</summary>
    public const int CallsMax = 64;

    private const int PageEntriesMax = 1_000;

    private const int TriesBetweenWarnings = 10;

    private const string ParcelPrefix = ActorKeys.ParcelKind + "/";

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<(LaneStretch Stretch, ApplyLaneReply? Reply, Exception? Failure)> _answers = new();
    private int _underWay;
    private bool _isPageFull;

    /// <summary>Runs until it is cancelled or the shard is lost.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        LaneFeedTable table = new(await feed.ReadCursorAsync(Consumer, shard, cancellationToken), shardCount);
        long savedAt = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            if (!await ReadAsync(table, cancellationToken))
                return;
            TakeAnswers(table);
            if (table.TryBeginAgain(out long after))
                await ReadAgainAsync(table, after, cancellationToken);
            foreach (LaneStretch stretch in table.Due(NowMs(), CallsMax - Volatile.Read(ref _underWay)))
                Send(stretch, cancellationToken);
            if (table.SafeCursor > table.Cursor && time.GetElapsedTime(savedAt) >= SaveEvery)
            {
                long cursor = table.SafeCursor;
                await feed.SaveCursorAsync(Consumer, shard, cursor, cancellationToken);
                table.CursorSaved(cursor);
                savedAt = time.GetTimestamp();
                instruments.Unsaved(table.Position - table.Cursor);
            }
        }
    }

    private static void Add(LaneFeedTable table, IReadOnlyList<FeedEntry> entries, long upTo)
    {
        for (int i = 0; i < entries.Count && entries[i].Seq <= upTo; i++)
        {
            ReadOnlySpan<char> key = entries[i].Key.Value;
            if (!key.StartsWith(ParcelPrefix, StringComparison.Ordinal))
                continue;
            ReadOnlySpan<char> rest = key[ParcelPrefix.Length..];
            table.Add(rest[..rest.IndexOf('/')], entries[i].Seq, entries[i].Bytes.Span);
        }
    }

    // False when the journal lacks what comes next: the cursor is then where it goes on.
    private async Task<bool> ReadAsync(LaneFeedTable table, CancellationToken cancellationToken)
    {
        if (!table.HasRoom)
        {
            await Task.Delay(Tick, time, cancellationToken);
            return true;
        }

        try
        {
            // While something is open it is looked at each tick, and what came meanwhile is read then: not entry by entry.
            bool isOpen = table.IsOpen;
            if (isOpen && !_isPageFull)
                await Task.Delay(Tick, time, cancellationToken);
            TimeSpan wait = isOpen ? TimeSpan.Zero : table.Position > table.Cursor ? SaveEvery : Wait;
            FeedPage page = await feed.ReadAsync(shard, table.Position, PageEntriesMax, wait, cancellationToken);
            _isPageFull = page.Entries.Count == PageEntriesMax;
            Add(table, page.Entries, page.UpTo);
            table.ReadTo(page.UpTo);
            return true;
        }
        catch (FeedTrimmedException trimmed)
        {
            LaneLog.Trimmed(logger, shard, trimmed.TrimmedTo);
            await feed.SaveCursorAsync(Consumer, shard, trimmed.TrimmedTo, cancellationToken);
            return false;
        }
    }

    private async Task ReadAgainAsync(LaneFeedTable table, long after, CancellationToken cancellationToken)
    {
        LaneLog.ReadingAgain(logger, shard, after);
        while (after < table.Position)
        {
            FeedPage page = await feed.ReadAsync(shard, after, PageEntriesMax, TimeSpan.Zero, cancellationToken);
            Add(table, page.Entries, table.Position);
            if (page.UpTo <= after)
                throw new InvalidDataException($"The journal of shard {shard} gives nothing after {after}, and {table.Position} was read before.");
            after = page.UpTo;
        }

        table.EndAgain();
    }

    private void TakeAnswers(LaneFeedTable table)
    {
        while (_answers.TryDequeue(out (LaneStretch Stretch, ApplyLaneReply? Reply, Exception? Failure) answer))
        {
            LaneStretch stretch = answer.Stretch;
            if (answer.Reply is { } reply)
            {
                if (table.Answered(stretch, reply.Mark, reply.Saved))
                    instruments.CallCounted(stretch.OldestMs == 0 ? null : time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(stretch.OldestMs));
                else
                    instruments.CallElsewhere();
                continue;
            }

            instruments.CallFailed();
            int tries = table.Failed(stretch, NowMs());
            if (tries % TriesBetweenWarnings == 0)
                LaneLog.LaneUnanswered(logger, answer.Failure!, stretch.Lane, shard, tries);
        }
    }

    private void Send(LaneStretch stretch, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _underWay);
        _ = SendAsync(stretch, cancellationToken);
    }

    // Never fails: whatever breaks a call, what was sent stays to be sent.
    private async Task SendAsync(LaneStretch stretch, CancellationToken cancellationToken)
    {
        ApplyLaneCommand command = new()
        {
            Shard = shard,
            After = stretch.After,
            UpTo = stretch.UpTo,
            Since = stretch.Since,
            Cells = UnsafeByteOperations.UnsafeWrap(stretch.Cells),
            AsOfMs = stretch.AsOfMs,
        };
        try
        {
            _answers.Enqueue((stretch, await lanes.ApplyAsync(stretch.Lane, command, cancellationToken), null));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _answers.Enqueue((stretch, null, exception));
        }

        Interlocked.Decrement(ref _underWay);
    }

    private long NowMs() => (long)time.GetElapsedTime(0).TotalMilliseconds;
}
