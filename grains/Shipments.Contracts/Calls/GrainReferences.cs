using System.Runtime.CompilerServices;
using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Calls;

/// <summary>
/// Makes references to the grains of one interface. Orleans looks the interface up by reflection for each reference it makes by type, which
/// costs more than the rest of a local call; here it is looked up once. Thread-safe.
/// </summary>
/// <typeparam name="TGrain">The interface; one grain class implements it.</typeparam>
/// <param name="grains">Makes the first one.</param>
/// <param name="local">The grains of this process, which are called without a message; null for none.</param>
public sealed class GrainReferences<TGrain>(IGrainFactory grains, ILocalGrains? local = null)
    where TGrain : class, IGrainWithStringKey
{
    private volatile Known? _known;

    /// <summary>The grain of a key.</summary>
    /// <param name="key">The key; not checked.</param>
    public TGrain Of(string key)
    {
        if (_known is { } known)
            return (TGrain)grains.GetGrain(GrainId.Create(known.Grain, IdSpan.Create(key)), known.Interface);
        TGrain made = grains.GetGrain<TGrain>(key);
        if (made is GrainReference reference)
            _known = new Known(reference.GrainId.Type, reference.InterfaceType);
        return made;
    }

    /// <summary>
    /// Calls the grain of a key where it is: in this process without a message, else as <see cref="GrainCalls"/> does, which also follows when the
    /// grain here answers that it moved.
    /// </summary>
    /// <typeparam name="TCommand">What the call takes.</typeparam>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="call">The call; called anew for each try.</param>
    /// <param name="command">Given to each call.</param>
    /// <param name="time">The clock of the pauses between tries.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<TReply> InvokeAsync<TCommand, TReply>(
        string key, Func<TGrain, TCommand, CancellationToken, ValueTask<TReply>> call, TCommand command, TimeProvider time,
        CancellationToken cancellationToken)
        where TReply : IGrainReply
    {
        if (local?.Find<TGrain>(key) is not { } here)
            return SendAsync(key, call, command, time, cancellationToken);
        ValueTask<TReply> reply = call(here, command, cancellationToken);
        if (!reply.IsCompletedSuccessfully)
            return FollowAsync(reply, key, call, command, time, cancellationToken);
        TReply done = reply.Result;
        return done.Header.Status == CallStatus.Moved ? SendAsync(key, call, command, time, cancellationToken) : new ValueTask<TReply>(done);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TReply> FollowAsync<TCommand, TReply>(
        ValueTask<TReply> local, string key, Func<TGrain, TCommand, CancellationToken, ValueTask<TReply>> call, TCommand command, TimeProvider time,
        CancellationToken cancellationToken)
        where TReply : IGrainReply
    {
        // A grain hears no token: whoever sends a message waits at his own end, and so it is here.
        TReply reply = await (cancellationToken.CanBeCanceled ? new ValueTask<TReply>(local.AsTask().WaitAsync(cancellationToken)) : local)
            .ConfigureAwait(false);
        return reply.Header.Status == CallStatus.Moved
            ? await SendAsync(key, call, command, time, cancellationToken).ConfigureAwait(false)
            : reply;
    }

    private ValueTask<TReply> SendAsync<TCommand, TReply>(
        string key, Func<TGrain, TCommand, CancellationToken, ValueTask<TReply>> call, TCommand command, TimeProvider time,
        CancellationToken cancellationToken)
        where TReply : IGrainReply =>
        GrainCalls.InvokeAsync(
            static (sent, token) => sent.call(sent.Grain, sent.command, token), (call, Grain: Of(key), command), time, cancellationToken);

    private sealed record Known(GrainType Grain, GrainInterfaceType Interface);
}
