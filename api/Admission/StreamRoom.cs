namespace Shipments.Api.Admission;

/// <summary>
/// Room for the batches of all streams of the host. A batch that finds none waits, first come first served; its stream reads no further meanwhile, and
/// the transport holds the sender back. So each stream has at most one batch waiting. Thread-safe.
/// </summary>
/// <param name="bound">How much may be under way; at least what the largest batch weighs.</param>
internal sealed class StreamRoom(WorkWeight bound)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _waiting = [];
    private int _items;
    private long _bytes;

    /// <summary>Items under way.</summary>
    internal int Items => Volatile.Read(ref _items);

    /// <summary>Takes room, which must be given back.</summary>
    /// <param name="weight">How much.</param>
    /// <param name="cancellationToken">Ends the wait; no room is taken then.</param>
    internal async ValueTask EnterAsync(WorkWeight weight, CancellationToken cancellationToken)
    {
        LinkedListNode<Waiting> node;
        lock (_lock)
        {
            if (_waiting.Count == 0 && TryTake(weight))
                return;
            node = _waiting.AddLast(new Waiting(weight, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        await using CancellationTokenRegistration registration = cancellationToken.Register(() => GiveUp(node, cancellationToken));
        await node.Value.Entered.Task;
    }

    /// <summary>Gives room back.</summary>
    internal void Leave(WorkWeight weight)
    {
        lock (_lock)
        {
            _items -= weight.Items;
            _bytes -= weight.Bytes;
            LetIn_NeedsLock();
        }
    }

    private void GiveUp(LinkedListNode<Waiting> node, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (node.List is null)
                return;
            _waiting.Remove(node);
            node.Value.Entered.TrySetCanceled(cancellationToken);
            LetIn_NeedsLock();
        }
    }

    private void LetIn_NeedsLock()
    {
        while (_waiting.First is { } first && TryTake(first.Value.Weight))
        {
            _waiting.RemoveFirst();
            first.Value.Entered.TrySetResult();
        }
    }

    private bool TryTake(WorkWeight weight)
    {
        if (_items + weight.Items > bound.Items || _bytes + weight.Bytes > bound.Bytes)
            return false;
        _items += weight.Items;
        _bytes += weight.Bytes;
        return true;
    }

    private sealed record Waiting(WorkWeight Weight, TaskCompletionSource Entered);
}
