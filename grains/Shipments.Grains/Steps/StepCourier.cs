using Microsoft.Extensions.Logging;
using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Containers;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Numbers;
using Shipments.Contracts.Parcels;
using Shipments.Journal.V1;
using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>Carries one step to its receiver. Repeating it is harmless: the receiver keeps the last (version, ordinal) of each source.</summary>
/// <param name="grains">Whom to send messages to.</param>
/// <param name="delivered">Keeps what was delivered inline.</param>
/// <param name="time">The clock of the pauses between tries.</param>
/// <param name="logger">The log.</param>
/// <param name="here">Delivers to the actors of this silo's shards; null: all go by messages.</param>
internal sealed class StepCourier(
    IGrainFactory grains, DeliveredSteps delivered, TimeProvider time, ILogger<StepCourier> logger, LocalSteps? here = null)
    : IStepCourier
{
    private readonly GrainReferences<ITrackingNumberGrain> _numbers = new(grains);
    private readonly GrainReferences<IParcelGrain> _parcels = new(grains);
    private readonly GrainReferences<IContainerGrain> _containers = new(grains);

    /// <summary>How long an inline delivery may hold up the caller it makes faster: 1 s. The feed delivers what it did not.</summary>
    public static readonly TimeSpan HurryMax = TimeSpan.FromSeconds(1);

    /// <summary>Has the feed wait for the first entry of an actor, which is about to be appended, to be hurried. End it, whatever becomes of the entry.</summary>
    /// <param name="source">The actor.</param>
    public HurriedEntry Expect(ActorKey source) => delivered.Add(source);

    /// <summary>
    /// Delivers the steps of an actor's FIRST entry at once, so that its caller finds them done. Only of the first: a later entry's step
    /// must not pass an earlier one's, and the feed alone knows what is still under way. Never fails.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="steps">The entry's steps.</param>
    /// <param name="cancellationToken">Ends the hurry.</param>
    public async Task HurryAsync(HurriedEntry entry, IReadOnlyList<OutgoingStep> steps, CancellationToken cancellationToken)
    {
        if (steps.Count == 0)
            return;
        entry.Begin(steps.Count);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(HurryMax);
        Task[] deliveries = new Task[steps.Count];
        for (int ordinal = 0; ordinal < steps.Count; ordinal++)
            deliveries[ordinal] = HurryAsync(entry, ordinal, steps[ordinal], limit.Token);
        await Task.WhenAll(deliveries);
    }

    /// <summary>An entry that was expected is hurried no longer, or was not made after all.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="isMade">Whether there is one.</param>
    public void End(HurriedEntry entry, bool isMade)
    {
        entry.End();
        if (!isMade)
            delivered.Forget(entry);
    }

    /// <inheritdoc/>
    public async Task<CallHeader?> TryDeliverAsync(
        ActorKey source, long version, int ordinal, OutgoingStep step, CancellationToken cancellationToken)
    {
        StepCommand command = new() { Source = source.Value, Version = version, Ordinal = ordinal, Step = step };
        try
        {
            StepReply reply = await HeedAsync(ActorKey.Parse(step.Target), command, cancellationToken);
            return IsFinal(reply.Header) ? reply.Header : null;
        }
        catch (Exception exception) when (MayComeAgain(exception, source.Value, step.Target, cancellationToken))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TryAnswerAsync(
        ActorKey source, long version, int ordinal, OutgoingStep step, string refused, CancellationToken cancellationToken)
    {
        StepAnsweredCommand command = new() { Version = version, Ordinal = ordinal, Step = step, Refused = refused };
        try
        {
            StepReply reply = await AnsweredAsync(source, command, cancellationToken);
            return IsFinal(reply.Header);
        }
        catch (Exception exception) when (MayComeAgain(exception, step.Target, source.Value, cancellationToken))
        {
            return false;
        }
    }

    // A full inbox refused nothing for good: no rule has seen the step yet.
    private static bool IsFinal(CallHeader header) =>
        header.Status == CallStatus.Ok || (header.Status == CallStatus.Refused && header.Rejection != Rejection.InboxFull);

    // Whatever breaks a call, the step stays to be carried: nobody else knows of it. Only the carrier's own end is let through.
    private bool MayComeAgain(Exception exception, string from, string to, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
            return false;
        if (GrainCalls.IsOutcomeUnknown(exception))
            GrainLog.StepCallFailed(logger, exception, from, to);
        else
            GrainLog.StepCallBroke(logger, exception, from, to);
        return true;
    }

    private async Task HurryAsync(HurriedEntry entry, int ordinal, OutgoingStep step, CancellationToken cancellationToken)
    {
        try
        {
            CallHeader? header = await TryDeliverAsync(entry.Source, version: 1, ordinal, step, cancellationToken);
            if (header?.Status == CallStatus.Ok)
                entry.Done(ordinal);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The feed delivers it.
        }
    }

    private async ValueTask<StepReply> HeedAsync(ActorKey target, StepCommand command, CancellationToken cancellationToken)
    {
        if (here?.TryHeed(target, command) is { } local && await local.WaitAsync(cancellationToken) is { Header.Status: not CallStatus.Moved } reply)
            return reply;
        return await SendAsync(target, command, cancellationToken);
    }

    private async ValueTask<StepReply> AnsweredAsync(ActorKey source, StepAnsweredCommand command, CancellationToken cancellationToken)
    {
        if (here?.TryAnswer(source, command) is { } local && await local.WaitAsync(cancellationToken) is { Header.Status: not CallStatus.Moved } reply)
            return reply;
        return await SendAsync(source, command, cancellationToken);
    }

    private ValueTask<StepReply> SendAsync(ActorKey target, StepCommand command, CancellationToken cancellationToken) => target.Kind switch
    {
        ActorKeys.NumberKind => GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Heed(call.Command, token),
            (Grain: _numbers.Of(target.Value), Command: command), time, cancellationToken),
        ActorKeys.ContainerKind => GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Heed(call.Command, token),
            (Grain: _containers.Of(target.Value), Command: command), time, cancellationToken),
        _ => GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Heed(call.Command, token),
            (Grain: _parcels.Of(target.Value), Command: command), time, cancellationToken),
    };

    private ValueTask<StepReply> SendAsync(ActorKey source, StepAnsweredCommand command, CancellationToken cancellationToken) => source.Kind switch
    {
        ActorKeys.NumberKind => GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.StepAnswered(call.Command, token),
            (Grain: _numbers.Of(source.Value), Command: command), time, cancellationToken),
        ActorKeys.ContainerKind => GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.StepAnswered(call.Command, token),
            (Grain: _containers.Of(source.Value), Command: command), time, cancellationToken),
        _ => GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.StepAnswered(call.Command, token),
            (Grain: _parcels.Of(source.Value), Command: command), time, cancellationToken),
    };
}
