using Microsoft.Extensions.Logging;
using Shipments.Contracts.Messages;
using Shipments.Journal.V1;
using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>
/// Carries out the steps of one shard's entries, at least once, from its saved cursor on. Steps of one source go in order; sources go side by
/// side. The cursor is saved only past entries whose every step was answered, so whatever dies between two lines is done again.
/// </summary>
internal sealed class ShardSteps(int shard, IJournalFeed feed, StepCourier courier, DeliveredSteps delivered, TimeProvider time, ILogger logger)
{
    /// <summary>The name of the cursor.</summary>
    public const string Consumer = "steps";

    private const int PageEntriesMax = 1_000;

    private const int TriesBetweenWarnings = 10;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan DelayMax = TimeSpan.FromSeconds(5);

    /// <summary>Runs until it is cancelled or the shard is lost.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long saved = await feed.ReadCursorAsync(Consumer, shard, cancellationToken);
        long done = saved;
        long savedAt = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            FeedPage page = await feed.ReadAsync(shard, done, PageEntriesMax, done > saved ? SaveEvery : Wait, cancellationToken);
            await CarryOutAsync(page.Entries, cancellationToken);
            done = page.UpTo;
            if (done > saved && time.GetElapsedTime(savedAt) >= SaveEvery)
            {
                await feed.SaveCursorAsync(Consumer, shard, done, cancellationToken);
                saved = done;
                savedAt = time.GetTimestamp();
            }
        }
    }

    private async Task CarryOutAsync(IReadOnlyList<FeedEntry> entries, CancellationToken cancellationToken)
    {
        Dictionary<ActorKey, List<(long Version, IReadOnlyList<OutgoingStep> Steps)>>? bySource = null;
        foreach (FeedEntry entry in entries)
        {
            IReadOnlyList<OutgoingStep> steps = EntrySteps.Of(entry);
            if (steps.Count == 0)
                continue;
            bySource ??= [];
            if (!bySource.TryGetValue(entry.Key, out List<(long, IReadOnlyList<OutgoingStep>)>? list))
                bySource[entry.Key] = list = [];
            list.Add((entry.Version, steps));
        }

        if (bySource is not null)
            await Task.WhenAll(bySource.Select(source => CarryOutAsync(source.Key, source.Value, cancellationToken)));
    }

    private async Task CarryOutAsync(
        ActorKey source, List<(long Version, IReadOnlyList<OutgoingStep> Steps)> entries, CancellationToken cancellationToken)
    {
        foreach ((long version, IReadOnlyList<OutgoingStep> steps) in entries)
        {
            for (int ordinal = 0; ordinal < steps.Count; ordinal++)
            {
                if (!delivered.Take(source, version, ordinal))
                    await CarryOutAsync(source, version, ordinal, steps[ordinal], cancellationToken);
            }
        }
    }

    private async Task CarryOutAsync(ActorKey source, long version, int ordinal, OutgoingStep step, CancellationToken cancellationToken)
    {
        CallHeader? header = null;
        await RepeatAsync(
            async () => (header = await courier.TryDeliverAsync(source, version, ordinal, step, cancellationToken)) is not null,
            source, version, ordinal, step, cancellationToken);
        string refused = header!.Status == CallStatus.Refused ? header.Rejection.ToString() : "";
        if (refused.Length > 0)
            GrainLog.StepRefused(logger, ordinal, version, source.Value, step.Target, refused);
        if (refused.Length == 0 && step.WorkCase != OutgoingStep.WorkOneofCase.TakeScans)
            return;
        await RepeatAsync(
            () => courier.TryAnswerAsync(source, version, ordinal, step, refused, cancellationToken),
            source, version, ordinal, step, cancellationToken);
    }

    private async Task RepeatAsync(
        Func<Task<bool>> attempt, ActorKey source, long version, int ordinal, OutgoingStep step, CancellationToken cancellationToken)
    {
        TimeSpan delay = FirstDelay;
        for (int tries = 1; !await attempt(); tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tries % TriesBetweenWarnings == 0)
                GrainLog.StepUnanswered(logger, ordinal, version, source.Value, step.Target, tries);
            await Task.Delay(delay, time, cancellationToken);
            delay = delay + delay > DelayMax ? DelayMax : delay + delay;
        }
    }
}
