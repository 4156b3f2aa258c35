using Microsoft.Extensions.Logging;
using Shipments.Journal.V1;
using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>
/// Carries out the steps of one shard's entries, at least once, from its saved cursor on. Steps of one source go in order; sources go side by
/// side, and reading goes on while some of them wait. The cursor is saved only below the oldest entry with a step that was not answered, so
/// whatever dies between two lines is done again.
/// </summary>
internal sealed class ShardSteps(
    int shard, IJournalFeed feed, IStepCourier courier, DeliveredSteps delivered, StepInstruments instruments, TimeProvider time, ILogger logger)
{
    /// <summary>The name of the cursor.</summary>
    public const string Consumer = "steps";

    /// <summary>A cursor that has moved is saved so often: each 1 s.</summary>
    public static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);

    private const int PageEntriesMax = 1_000;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    private readonly EntryDelivery _delivery = new(courier, time, logger);

    /// <summary>Runs until it is cancelled or the shard is lost.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource run = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        SourceQueues queues = new(_delivery.CarryOutAsync, time, run);
        instruments.Watch(queues);
        try
        {
            long saved = await feed.ReadCursorAsync(Consumer, shard, run.Token);
            await ReadAllAsync(queues, new Place(saved, time.GetTimestamp()), run.Token);
        }
        catch (OperationCanceledException) when (queues.Fault is not null)
        {
            queues.Fault.Throw();
        }
        finally
        {
            await run.CancelAsync();
            await queues.EndAsync();
            instruments.Leave(queues);
        }
    }

    private async Task ReadAllAsync(SourceQueues queues, Place place, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan wait = place.Read > place.Saved ? SaveEvery : Wait;
            FeedPage page = await feed.ReadAsync(shard, place.Read, PageEntriesMax, wait, cancellationToken);
            foreach (FeedEntry entry in page.Entries)
            {
                if (StepsOf(entry) is { } steps)
                    await AddAsync(queues, place, steps, cancellationToken);
                place.Read = entry.Seq;
            }

            place.Read = page.UpTo;
            await SaveAsync(queues, place, cancellationToken);
        }
    }

    /// <summary>The steps of an entry that are not known to be done; null when there are none.</summary>
    private StepEntry? StepsOf(FeedEntry entry)
    {
        HurriedEntry? hurried = delivered.Take(entry.Key, entry.Version);
        if (hurried is { IsWhole: true })
            return null;
        IReadOnlyList<OutgoingStep> steps = EntrySteps.Of(entry);
        return steps.Count == 0 ? null : new StepEntry(entry.Seq, entry.Key, entry.Version, steps, entry.Bytes.Length, time.GetTimestamp(), hurried);
    }

    private async Task AddAsync(SourceQueues queues, Place place, StepEntry entry, CancellationToken cancellationToken)
    {
        for (bool isFirst = true; !queues.TryAdd(entry, out Task room); isFirst = false)
        {
            if (isFirst)
                GrainLog.StepsFull(logger, shard, queues.Count, queues.OldestAge.TotalSeconds);
            try
            {
                await room.WaitAsync(SaveEvery, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // The cursor may have moved while no room came.
            }

            await SaveAsync(queues, place, cancellationToken);
        }
    }

    private async Task SaveAsync(SourceQueues queues, Place place, CancellationToken cancellationToken)
    {
        long done = queues.DoneUpTo(place.Read);
        if (done <= place.Saved || time.GetElapsedTime(place.SavedAt) < SaveEvery)
            return;
        await feed.SaveCursorAsync(Consumer, shard, done, cancellationToken);
        place.Saved = done;
        place.SavedAt = time.GetTimestamp();
    }

    /// <summary>How far the reader has come. Invariant: Saved is not above Read.</summary>
    private sealed class Place(long saved, long savedAt)
    {
        public long Read { get; set; } = saved;

        public long Saved { get; set; } = saved;

        public long SavedAt { get; set; } = savedAt;
    }
}
