using Microsoft.Extensions.Logging;
using Shipments.Contracts.Messages;
using Shipments.Journal.V1;

namespace Shipments.Grains.Steps;

/// <summary>
/// Carries out the steps of one entry until each was answered. Those to one receiver go in their order, as it ignores what is not newer;
/// receivers are served side by side. Thread-safe.
/// </summary>
internal sealed class EntryDelivery(IStepCourier courier, TimeProvider time, ILogger logger)
{
    /// <summary>So many receivers of one entry are served side by side.</summary>
    public const int TargetsMax = 64;

    private const int TriesBetweenWarnings = 10;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan DelayMax = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Carries out what was not delivered inline, once that has ended. A step to the source itself waits for the others: it says that they are done. It names those
    /// that are not answered in good time, and the source goes on without them.
    /// </summary>
    /// <returns>Completes when the source's next entry may go on, with a task that completes when every step was answered.</returns>
    public async Task<Task> CarryOutAsync(StepEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Hurried is { } hurried)
        {
            await hurried.Ended.WaitAsync(cancellationToken);
            if (hurried.IsWhole)
                return Task.CompletedTask;
        }

        if (entry.Steps.Count == 1)
        {
            await CarryOutAsync(entry, 0, cancellationToken);
            return Task.CompletedTask;
        }

        ParallelOptions options = new() { MaxDegreeOfParallelism = TargetsMax, CancellationToken = cancellationToken };
        ILookup<string, int> targets = Enumerable.Range(0, entry.Steps.Count).ToLookup(ordinal => entry.Steps[ordinal].Target);
        LateSteps? late = targets.Contains(entry.Source.Value) ? new LateSteps(time) : null;
        await Parallel.ForEachAsync(targets.Where(target => target.Key != entry.Source.Value), options,
            async (ordinals, token) =>
            {
                // What is late outlives this loop, and so must not end with it.
                Task work = CarryOutInOrderAsync(entry, [.. ordinals], late, late is null ? token : cancellationToken);
                await (late is null ? work : late.AwaitAsync(work, [.. ordinals], cancellationToken));
            });
        if (late is null)
            return Task.CompletedTask;
        IReadOnlyList<int> unanswered = late.Close();
        foreach (int ordinal in targets[entry.Source.Value])
            await CarryOutAsync(entry, ordinal, cancellationToken, unanswered);
        return AnswerLateAsync(entry, late, cancellationToken);
    }

    private async Task CarryOutInOrderAsync(StepEntry entry, int[] ordinals, LateSteps? late, CancellationToken cancellationToken)
    {
        foreach (int ordinal in ordinals)
            await CarryOutAsync(entry, ordinal, cancellationToken, late: late);
    }

    // The source has to know of them first as late ones.
    private async Task AnswerLateAsync(StepEntry entry, LateSteps late, CancellationToken cancellationToken)
    {
        await Task.WhenAll(late.All.Select(async step =>
        {
            await step.Work;
            foreach (int ordinal in step.Ordinals)
                await AnswerAsync(entry, ordinal, late.RefusalOf(ordinal), cancellationToken);
        }));
    }

    private async Task CarryOutAsync(
        StepEntry entry, int ordinal, CancellationToken cancellationToken, IReadOnlyList<int>? unanswered = null, LateSteps? late = null)
    {
        if (entry.Hurried?.IsDone(ordinal) == true)
            return;
        OutgoingStep step = entry.Steps[ordinal];
        if (unanswered is { Count: > 0 } && step.WorkCase == OutgoingStep.WorkOneofCase.NextSlice)
        {
            step = step.Clone();
            step.NextSlice.Late.Add(unanswered);
        }

        CallHeader? header = null;
        await RepeatAsync(
            async () => (header = await courier.TryDeliverAsync(entry.Source, entry.Version, ordinal, step, cancellationToken)) is not null,
            entry, ordinal, cancellationToken);
        string refused = header!.Status == CallStatus.Refused ? header.Rejection.ToString() : "";
        if (refused.Length > 0)
            GrainLog.StepRefused(logger, ordinal, entry.Version, entry.Source.Value, step.Target, refused);
        bool isLate = late?.IsLate(ordinal, refused) == true;
        if (!isLate && (refused.Length > 0 || step.WorkCase == OutgoingStep.WorkOneofCase.TakeScans))
            await AnswerAsync(entry, ordinal, refused, cancellationToken);
    }

    private Task AnswerAsync(StepEntry entry, int ordinal, string refused, CancellationToken cancellationToken) => RepeatAsync(
        () => courier.TryAnswerAsync(entry.Source, entry.Version, ordinal, entry.Steps[ordinal], refused, cancellationToken),
        entry, ordinal, cancellationToken);

    private async Task RepeatAsync(Func<Task<bool>> attempt, StepEntry entry, int ordinal, CancellationToken cancellationToken)
    {
        TimeSpan delay = FirstDelay;
        for (int tries = 1; !await attempt(); tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tries % TriesBetweenWarnings == 0)
                GrainLog.StepUnanswered(logger, ordinal, entry.Version, entry.Source.Value, entry.Steps[ordinal].Target, tries);
            await Task.Delay(delay, time, cancellationToken);
            delay = delay + delay > DelayMax ? DelayMax : delay + delay;
        }
    }
}
