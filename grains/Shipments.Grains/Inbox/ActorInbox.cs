using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Shipments.Contracts.Messages;
using Shipments.Storage;

namespace Shipments.Grains.Inbox;

/// <summary>
/// The one way by which an actor changes. Whatever comes joins the inbox; one drain at a time takes all that waits, lets the rules fold it,
/// and appends ONE entry; the committed state is swapped in by the session after the commit. A drain that fails answers all its callers and
/// drops the session, so the next one reads what is durable. Runs on its activation's scheduler only, so it takes no lock.
/// </summary>
/// <typeparam name="TState">The actor's state.</typeparam>
/// <typeparam name="TTurn">The rules' working object of one drain.</typeparam>
internal sealed class ActorInbox<TState, TTurn> : IDisposable
    where TState : class
{
    /// <summary>So many items may wait for one actor.</summary>
    public const int ItemsMax = 4096;

    /// <summary>So many items are folded into one entry.</summary>
    public const int DrainItemsMax = 512;

    // The drain's entry is too large: nothing was done, and fewer items are to be taken.
    private static readonly CallHeader Split = new() { Status = CallStatus.Overloaded, Detail = "split" };

    private readonly IActorRules<TState, TTurn> _rules;
    private readonly IActorJournal _journal;
    private readonly ActorKey _key;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action _onLost;
    private readonly Queue<InboxItem<TState, TTurn>> _waiting = new();
    private readonly List<InboxItem<TState, TTurn>> _taken = [];
    private Queue<InboxItem<TState, TTurn>> _putBack = new();
    private ActorSession<TState>? _session;
    private bool _draining;
    private bool _wasLoaded;
    private bool _isClosed;

    /// <summary>Creates the inbox of one activation.</summary>
    /// <param name="rules">The rules of the kind.</param>
    /// <param name="journal">The storage.</param>
    /// <param name="key">The actor.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <param name="onLost">Called when this activation must go, because another silo or a later activation has the actor.</param>
    public ActorInbox(
        IActorRules<TState, TTurn> rules, IActorJournal journal, ActorKey key, TimeProvider time, ILogger logger, Action onLost)
    {
        _rules = rules;
        _journal = journal;
        _key = key;
        _time = time;
        _logger = logger;
        _onLost = onLost;
    }

    /// <summary>The last committed state, or null while nothing is loaded, or what is loaded cannot be relied on any more.</summary>
    public TState? Committed => _session is { IsLive: true } session ? session.State : null;

    /// <summary>The version of <see cref="Committed"/>.</summary>
    public long Version => _session?.Version ?? 0;

    /// <summary>Joins an item to the inbox. False when it is full; the item is then not taken.</summary>
    /// <param name="item">The item.</param>
    public bool TryAdd(InboxItem<TState, TTurn> item)
    {
        if (_waiting.Count >= ItemsMax)
            return false;
        _waiting.Enqueue(item);
        if (!_draining)
        {
            _draining = true;
            _ = DrainAllAsync();
        }

        return true;
    }

    /// <summary>Closes the inbox of an activation that goes: what still waits, or comes, is answered that the actor moved.</summary>
    public void Dispose()
    {
        _isClosed = true;
        LetGo();
    }

    private void LetGo()
    {
        _session?.Dispose();
        _session = null;
    }

    private async Task DrainAllAsync()
    {
        int itemsMax = DrainItemsMax;
        while (TryTake(itemsMax))
        {
            if (_putBack.Count == 0)
                itemsMax = DrainItemsMax;
            try
            {
                CallHeader? failure = await DrainAsync();
                if (ReferenceEquals(failure, Split))
                    itemsMax = PutBack();
                else if (failure is not null)
                    FailTaken(failure);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                GrainLog.DrainBroke(_logger, exception, _key.Value, _taken.Count);
                LetGo();
                foreach (InboxItem<TState, TTurn> item in _taken)
                    item.Fault(exception);
            }

            _taken.Clear();
        }

        _draining = false;
    }

    private bool TryTake(int itemsMax)
    {
        while (_taken.Count < itemsMax
            && (_putBack.TryDequeue(out InboxItem<TState, TTurn>? item) || _waiting.TryDequeue(out item)))
        {
            _taken.Add(item);
        }

        return _taken.Count > 0;
    }

    /// <summary>Puts what was taken back in front, and says how many to take next.</summary>
    private int PutBack()
    {
        _putBack = new Queue<InboxItem<TState, TTurn>>(_taken.Concat(_putBack));
        return _taken.Count / 2;
    }

    /// <summary>One drain. Null when all were answered, else how all of them are to be answered.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CallHeader?> DrainAsync()
    {
        if (_session is { IsLive: false })
            LetGo();
        if (_session is null && await LoadAsync() is { } notLoaded)
            return notLoaded;
        ActorSession<TState> session = _session!;
        TTurn turn = _rules.Begin(session.State, session.Version, _key, _time.GetUtcNow());
        session.ExemptFromBound = false;
        foreach (InboxItem<TState, TTurn> item in _taken)
        {
            session.ExemptFromBound |= item.IsStep;
            item.Apply(turn);
        }

        ReadOnlyMemory<byte> entry = _rules.Finish(turn, out TState next);
        if (entry.Length > session.EntryBytesMax && _taken.Count > 1)
            return Split;
        if (!entry.IsEmpty)
        {
            AppendResult appended = await session.AppendAsync(entry, next);
            if (appended.Status != AppendStatus.Committed)
                return Discard(appended.Status);
        }

        foreach (InboxItem<TState, TTurn> item in _taken)
            item.Complete(session.State, session.Version, entry);
        return null;
    }

    private async ValueTask<CallHeader?> LoadAsync()
    {
        if (_isClosed)
            return CallHeaders.Moved;
        try
        {
            // Only the first time: after it an entry may have landed whose outcome nobody here knows.
            bool isNew = !_wasLoaded && _taken.Exists(item => item.IsOfFreshId);
            _wasLoaded = true;
            ActorSession<TState> session = await _journal.LoadAsync(_rules.Kind, _key, isNew, CancellationToken.None);
            if (_isClosed)
            {
                session.Dispose();
                return CallHeaders.Moved;
            }

            _session = session;
            return null;
        }
        catch (ShardMovedException)
        {
            _onLost();
            return CallHeaders.Moved;
        }
        catch (StorageUnavailableException exception)
        {
            GrainLog.LoadFailed(_logger, exception, _key.Value);
            return CallHeaders.Unavailable;
        }
    }

    private CallHeader Discard(AppendStatus status)
    {
        LetGo();
        switch (status)
        {
            case AppendStatus.Moved or AppendStatus.Revoked:
                _onLost();
                return CallHeaders.Moved;
            case AppendStatus.Overloaded:
                return CallHeaders.Overloaded;
            case AppendStatus.Unavailable:
                return CallHeaders.Unavailable;
            case AppendStatus.Committed:
                break;
        }

        throw new InvalidOperationException($"An append of {_key} that ended {status} is no failure.");
    }

    private void FailTaken(CallHeader failure)
    {
        foreach (InboxItem<TState, TTurn> item in _taken)
            item.Fail(failure);
    }
}
