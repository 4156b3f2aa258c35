using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Shipments.Contracts.Messages;
using Shipments.Storage;

namespace Shipments.Grains.Inbox;

/// <summary>
/// The one way by which an actor changes. Whatever comes joins the inbox; one drain at a time takes all that waits, lets the rules fold it,
/// and appends ONE entry; the session goes on to the committed state after the commit. A drain that fails answers all its callers and
/// drops the session, so the next one reads what is durable. Thread-safe: a drain runs on the thread of whoever finds none under way, be it the
/// activation's or a local caller's, so that a call from the same process needs no message.
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
    private readonly Lock _gate = new();
    private ItemChain<TState, TTurn> _waiting;
    private ActorSession<TState>? _session;
    private bool _draining;
    private bool _wasLoaded;
    private volatile bool _isClosed;

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
    /// <param name="version">The version of the state.</param>
    public TState? Committed(out long version)
    {
        if (Volatile.Read(ref _session) is { IsLive: true } session)
            return session.Committed(out version);
        version = 0;
        return null;
    }

    /// <summary>The version that <see cref="Committed"/> would give, without the state; 0 where that is null.</summary>
    public long CommittedVersion => Volatile.Read(ref _session) is { IsLive: true } session ? session.Version : 0;

    /// <summary>Joins an item to the inbox, and drains it on the caller's thread when nobody does. False when it is full; the item is then not taken.</summary>
    /// <param name="item">The item.</param>
    public bool TryAdd(InboxItem<TState, TTurn> item)
    {
        lock (_gate)
        {
            if (_waiting.Count >= ItemsMax)
                return false;
            if (_draining)
            {
                _waiting.Add(item);
                return true;
            }

            _draining = true;
        }

        // Never held by the inbox: each old object that is given a new one costs the collector a look at it.
        ItemChain<TState, TTurn> alone = default;
        alone.Add(item);
        _ = DrainAllAsync(alone);
        return true;
    }

    /// <summary>Closes the inbox of an activation that goes: what still waits, or comes, is answered that the actor moved.</summary>
    public void Dispose()
    {
        _isClosed = true;
        LetGo();
    }

    private void LetGo() => Interlocked.Exchange(ref _session, null)?.Dispose();

    private async Task DrainAllAsync(ItemChain<TState, TTurn> taken)
    {
        int itemsMax = DrainItemsMax, putBack = 0;
        do
        {
            putBack = Math.Max(0, putBack - taken.Count);
            if (putBack == 0)
                itemsMax = DrainItemsMax;
            try
            {
                CallHeader? failure = await DrainAsync(taken).ConfigureAwait(false);
                if (ReferenceEquals(failure, Split))
                {
                    putBack += taken.Count;
                    itemsMax = taken.Count / 2;
                    PutBack(taken);
                }
                else if (failure is not null)
                {
                    for (InboxItem<TState, TTurn>? item = taken.First; item is not null; item = item.Next)
                        item.Fail(failure);
                }
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                GrainLog.DrainBroke(_logger, exception, _key.Value, taken.Count);
                LetGo();
                for (InboxItem<TState, TTurn>? item = taken.First; item is not null; item = item.Next)
                    item.Fault(exception);
            }
        }
        while (TryTake(itemsMax, out taken));
    }

    /// <summary>Takes what the next drain folds; false when nothing waits, and then whoever adds next drains.</summary>
    private bool TryTake(int itemsMax, out ItemChain<TState, TTurn> taken)
    {
        lock (_gate)
        {
            taken = _waiting.Take(itemsMax);
            _draining = taken.Count > 0;
            return _draining;
        }
    }

    private void PutBack(in ItemChain<TState, TTurn> taken)
    {
        lock (_gate)
            _waiting.PutBack(taken);
    }

    /// <summary>One drain. Null when all were answered, else how all of them are to be answered.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CallHeader?> DrainAsync(ItemChain<TState, TTurn> taken)
    {
        if (Volatile.Read(ref _session) is { IsLive: false })
            LetGo();
        if (Volatile.Read(ref _session) is null && await LoadAsync(taken).ConfigureAwait(false) is { } notLoaded)
            return notLoaded;
        if (Volatile.Read(ref _session) is not { } session)
            return CallHeaders.Moved;
        TTurn turn = _rules.Begin(session.State, session.Version, _key, _time.GetUtcNow());
        session.ExemptFromBound = false;
        for (InboxItem<TState, TTurn>? item = taken.First; item is not null; item = item.Next)
        {
            session.ExemptFromBound |= item.IsStep;
            item.Apply(turn);
        }

        ReadOnlyMemory<byte> entry = _rules.Finish(turn, out TState next);
        if (entry.Length > session.EntryBytesMax && taken.Count > 1)
            return Split;
        if (!entry.IsEmpty)
        {
            AppendResult appended = await session.AppendAsync(entry, next).ConfigureAwait(false);
            if (appended.Status != AppendStatus.Committed)
                return Discard(appended.Status);
        }

        for (InboxItem<TState, TTurn>? item = taken.First; item is not null; item = item.Next)
            item.Complete(session.State, session.Version, entry);
        return null;
    }

    private async ValueTask<CallHeader?> LoadAsync(ItemChain<TState, TTurn> taken)
    {
        if (_isClosed)
            return CallHeaders.Moved;
        try
        {
            // Only the first time: after it an entry may have landed whose outcome nobody here knows.
            bool isNew = !_wasLoaded && IsAnyOfFreshId(taken);
            _wasLoaded = true;
            ActorSession<TState> session = await _journal.LoadAsync(_rules.Kind, _key, isNew, CancellationToken.None).ConfigureAwait(false);
            Interlocked.Exchange(ref _session, session);
            if (!_isClosed)
                return null;
            LetGo();
            return CallHeaders.Moved;
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

    private static bool IsAnyOfFreshId(in ItemChain<TState, TTurn> taken)
    {
        for (InboxItem<TState, TTurn>? item = taken.First; item is not null; item = item.Next)
        {
            if (item.IsOfFreshId)
                return true;
        }

        return false;
    }
}
