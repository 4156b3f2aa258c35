using Microsoft.Extensions.Logging;
using Shipments.Storage;

namespace Shipments.Grains.Inbox;

/// <summary>
/// Inboxes of actors that are not active here, each for as long as items are in it: what changes an actor once, and may not come to it again for days, need
/// not wake it. Storage gives one session an actor: an activation that begins meanwhile takes it, and what the brief one had not committed is answered
/// MOVED, as it is the other way round. Thread-safe, bounded.
/// </summary>
/// <typeparam name="TState">The actors' state.</typeparam>
/// <typeparam name="TTurn">The rules' working object of one drain.</typeparam>
/// <param name="rules">The rules of the kind.</param>
/// <param name="services">What journaled actors need.</param>
/// <param name="logger">The log.</param>
internal sealed class BriefInboxes<TState, TTurn>(
    IActorRules<TState, TTurn> rules, JournaledServices services, ILogger<BriefInboxes<TState, TTurn>> logger)
    where TState : class
{
    /// <summary>So many actors are changed at a time; a further one is to be called by a message, which wakes it.</summary>
    public const int ActorsMax = 16_384;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Brief> _open = new(StringComparer.Ordinal);

    /// <summary>How many actors have an inbox now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _open.Count;
        }
    }

    /// <summary>
    /// Puts an item through the actor's inbox. Null when this silo may not act for the actor now, or too many have an inbox: the item is then not taken.
    /// </summary>
    /// <param name="key">The actor; call it only while no activation of it is known here.</param>
    /// <param name="item">The item.</param>
    public Task<TReply>? TrySubmit<TReply>(ActorKey key, InboxItem<TState, TTurn, TReply> item)
    {
        if (services.Ownership.Owns(services.Ownership.ShardOf(key)) != OwnershipAnswer.Yes)
            return null;
        Brief? brief;
        lock (_gate)
        {
            if (!_open.TryGetValue(key.Value, out brief))
            {
                if (_open.Count >= ActorsMax)
                    return null;
                _open[key.Value] = brief = new Brief(new ActorInbox<TState, TTurn>(rules, services.Journal, key, services.Time, logger, static () => { }));
            }

            brief.Items++;
        }

        return SubmitAsync(key, brief, item);
    }

    private async Task<TReply> SubmitAsync<TReply>(ActorKey key, Brief brief, InboxItem<TState, TTurn, TReply> item)
    {
        try
        {
            if (!brief.Inbox.TryAdd(item))
                item.Fail(CallHeaders.InboxFull);
            return await item.Reply.ConfigureAwait(false);
        }
        finally
        {
            Leave(key, brief);
        }
    }

    private void Leave(ActorKey key, Brief brief)
    {
        lock (_gate)
        {
            if (--brief.Items > 0)
                return;
            _open.Remove(key.Value);
        }

        brief.Inbox.Dispose();
    }

    /// <summary>An inbox and how many items are in it, or on their way to it. Invariant: it is in the table while there are any.</summary>
    private sealed class Brief(ActorInbox<TState, TTurn> inbox)
    {
        public ActorInbox<TState, TTurn> Inbox => inbox;

        public int Items { get; set; }
    }
}
