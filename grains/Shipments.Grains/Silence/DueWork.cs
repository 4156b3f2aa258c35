using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Numbers;
using Shipments.Contracts.Parcels;
using Shipments.Grains.Hosting;
using Shipments.Storage;

namespace Shipments.Grains.Silence;

/// <summary>
/// Wakes the actors of this silo's shards whose time has come: parcels nobody hears of, and numbers whose held scans have waited their 30 days.
/// They are claimed in bulk, the longest due first, and woken side by side; each decides by its own state what there is to do. A claim lapses, so
/// what a crash or a failure left is claimed again; being woken twice changes nothing.
/// </summary>
internal sealed class DueWork(
    IDueActors due, IGrainFactory grains, IOptions<DueOptions> options, DueInstruments instruments, TimeProvider time, ILogger<DueWork> logger)
    : ActiveSiloService
{
    /// <summary>So many may be under way: those that do not answer keep no others waiting until then.</summary>
    public const int UnderWayMax = 1_000;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Longer than a row is behind its entry at full load, so that nobody is claimed again because of that alone.
    private static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(2);

    private readonly List<Task> _underWay = [];
    private readonly DuePauses _pauses = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Period, time);
        while (await WaitAsync(timer, stoppingToken))
        {
            try
            {
                await ClaimAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                GrainLog.DueFailed(logger, exception);
            }
        }

        await Task.WhenAll(_underWay);
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task ClaimAsync(CancellationToken cancellationToken)
    {
        _underWay.RemoveAll(static wake => wake.IsCompleted);
        int room = Math.Min(options.Value.WakesPerSecondMax, UnderWayMax - _underWay.Count);
        if (room <= 0)
            return;
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<DueActor> claimed = await due.ClaimAsync(now, room, ClaimFor, cancellationToken);
        instruments.Claimed(claimed.Count == 0 ? TimeSpan.Zero : now - claimed.Min(actor => actor.Due));
        foreach (DueActor actor in claimed)
        {
            if (_pauses.IsPaused(actor.Key, now))
                instruments.Woken(DueOutcome.Paused, TimeSpan.Zero);
            else
                _underWay.Add(WakeAsync(actor, cancellationToken));
        }
    }

    private async Task WakeAsync(DueActor actor, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        DueOutcome outcome = DueOutcome.Failed;
        try
        {
            outcome = await CallAsync(actor.Key, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            failure = exception;
        }

        DateTimeOffset now = time.GetUtcNow();
        instruments.Woken(outcome, now - actor.Due);
        if (outcome != DueOutcome.Failed)
        {
            _pauses.Done(actor.Key);
            return;
        }

        (int failures, DateTimeOffset notBefore) = _pauses.Failed(actor.Key, now);
        if (failure is null || GrainCalls.IsOutcomeUnknown(failure))
            GrainLog.DueActorUnanswered(logger, failure, actor.Key.Value, failures, notBefore);
        else
            GrainLog.DueActorBroke(logger, failure, actor.Key.Value);
    }

    private async Task<DueOutcome> CallAsync(ActorKey key, CancellationToken cancellationToken)
    {
        if (key.Kind == ActorKeys.NumberKind)
        {
            StepReply looked = await GrainCalls.InvokeAsync(
                static (grain, token) => grain.Expire(token), grains.GetGrain<ITrackingNumberGrain>(key.Value), time, cancellationToken);
            return looked.Header.Status == CallStatus.Ok ? DueOutcome.Number : DueOutcome.Failed;
        }

        if (key.Kind != ActorKeys.ParcelKind)
            throw new InvalidOperationException($"Actors of the kind of {key} are never due.");
        WakeReply woken = await GrainCalls.InvokeAsync(
            static (grain, token) => grain.Wake(token), grains.GetGrain<IParcelGrain>(key.Value), time, cancellationToken);
        if (woken.Header.Status != CallStatus.Ok)
            return DueOutcome.Failed;
        return woken.Expired ? DueOutcome.Expired : woken.Stalled ? DueOutcome.Stalled : DueOutcome.Early;
    }
}
