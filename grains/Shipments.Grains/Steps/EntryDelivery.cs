using Microsoft.Extensions.Logging;
using Shipments.Contracts.Messages;
using Shipments.Journal.V1;

namespace Shipments.Grains.Steps;

/// <summary>
/// Carries out the steps of one entry until each was answered. Those to one receiver go in their order, as it ignores what is not newer;
/// receivers are served side by side. Thread-safe.
/// </summary>
internal sealed class EntryDelivery(IStepCourier courier, DeliveredSteps delivered, TimeProvider time, ILogger logger)
{
    /// <summary>So many receivers of one entry are served side by side.</summary>
    public const int TargetsMax = 64;

    private const int TriesBetweenWarnings = 10;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan DelayMax = TimeSpan.FromSeconds(5);

    /// <summary>Carries out what was not delivered inline. A step to the source itself waits for all others: it says that they are done.</summary>
    public async Task CarryOutAsync(StepEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Steps.Count == 1)
        {
            await CarryOutAsync(entry, 0, cancellationToken);
            return;
        }

        ParallelOptions options = new() { MaxDegreeOfParallelism = TargetsMax, CancellationToken = cancellationToken };
        ILookup<string, int> targets = Enumerable.Range(0, entry.Steps.Count).ToLookup(ordinal => entry.Steps[ordinal].Target);
        await Parallel.ForEachAsync(targets.Where(target => target.Key != entry.Source.Value), options,
            async (ordinals, token) =>
            {
                foreach (int ordinal in ordinals)
                    await CarryOutAsync(entry, ordinal, token);
            });
        foreach (int ordinal in targets[entry.Source.Value])
            await CarryOutAsync(entry, ordinal, cancellationToken);
    }

    private async Task CarryOutAsync(StepEntry entry, int ordinal, CancellationToken cancellationToken)
    {
        if (delivered.Take(entry.Source, entry.Version, ordinal))
            return;
        OutgoingStep step = entry.Steps[ordinal];
        CallHeader? header = null;
        await RepeatAsync(
            async () => (header = await courier.TryDeliverAsync(entry.Source, entry.Version, ordinal, step, cancellationToken)) is not null,
            entry, ordinal, cancellationToken);
        string refused = header!.Status == CallStatus.Refused ? header.Rejection.ToString() : "";
        if (refused.Length > 0)
            GrainLog.StepRefused(logger, ordinal, entry.Version, entry.Source.Value, step.Target, refused);
        if (refused.Length == 0 && step.WorkCase != OutgoingStep.WorkOneofCase.TakeScans)
            return;
        await RepeatAsync(
            () => courier.TryAnswerAsync(entry.Source, entry.Version, ordinal, step, refused, cancellationToken),
            entry, ordinal, cancellationToken);
    }

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
