using Shipments.Contracts.Messages;

namespace Shipments.Grains.Inbox;

/// <summary>An item whose reply is made in two steps: a verdict by the rules, then the reply from what was committed.</summary>
internal abstract class InboxItem<TState, TTurn, TReply> : InboxItem<TState, TTurn>
    where TState : class
{
    private readonly TaskCompletionSource<TReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the drain that took the item has ended.</summary>
    public Task<TReply> Reply => _reply.Task;

    /// <inheritdoc/>
    public sealed override void Complete(TState state, long version, ReadOnlyMemory<byte> entry) =>
        _reply.TrySetResult(MakeReply(state, version, entry));

    /// <inheritdoc/>
    public sealed override void Fail(CallHeader header) => _reply.TrySetResult(MakeFailure(header));

    /// <inheritdoc/>
    public sealed override void Fault(Exception exception) => _reply.TrySetException(exception);

    protected abstract TReply MakeReply(TState state, long version, ReadOnlyMemory<byte> entry);

    protected abstract TReply MakeFailure(CallHeader header);
}
