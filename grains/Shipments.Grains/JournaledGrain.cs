using Microsoft.Extensions.Logging;
using Shipments.Contracts.Messages;
using Shipments.Grains.Inbox;
using Shipments.Grains.Placement;
using Shipments.Storage;

namespace Shipments.Grains;

/// <summary>The shell of a journaled actor: the ownership check before every turn, and the inbox behind it.</summary>
/// <typeparam name="TState">The actor's state.</typeparam>
/// <typeparam name="TTurn">The rules' working object of one drain.</typeparam>
internal abstract class JournaledGrain<TState, TTurn> : Grain, IGrainBase, ILocalGrain
    where TState : class
{
    private readonly LocalGrains _local;
    private readonly IShardOwnership _ownership;
    private readonly TimeProvider _time;
    private readonly long _since;
    private long _keptAt;
    private volatile bool _hasEnded;

    protected JournaledGrain(JournaledServices services, IActorRules<TState, TTurn> rules, IGrainContext context, ILogger logger)
    {
        _local = services.Local;
        _ownership = services.Ownership;
        _time = services.Time;
        _since = _keptAt = _time.GetTimestamp();
        Key = ActorKey.Parse(context.GrainId.Key.ToString()!);
        Shard = _ownership.ShardOf(Key);
        Inbox = new ActorInbox<TState, TTurn>(rules, services.Journal, Key, services.Time, logger, Lose);
    }

    protected ActorKey Key { get; }

    protected int Shard { get; }

    protected ActorInbox<TState, TTurn> Inbox { get; }

    long ILocalGrain.KeptAt => Volatile.Read(ref _keptAt);

    void ILocalGrain.Keep(TimeSpan time, long now)
    {
        Volatile.Write(ref _keptAt, now);
        try
        {
            DelayDeactivation(time);
        }
        catch (InvalidOperationException) when (_hasEnded)
        {
            // Its caller found it just before it ended; it answers that it moved.
        }
    }

    /// <summary>
    /// Ends an activation whose actor another silo or a later activation has. A call without a message may find that out when the activation has ended
    /// already: then nothing is left to do.
    /// </summary>
    internal void Lose()
    {
        _local.Remove(Key.Value, this);
        try
        {
            DeactivateOnIdle();
        }
        catch (InvalidOperationException) when (_hasEnded)
        {
            // Nothing is left to do.
        }
    }

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _local.Add(Key.Value, this);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _hasEnded = true;
        _local.Remove(Key.Value, this);
        Inbox.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Null when this silo may act for the actor now, else the answer to give.</summary>
    protected CallHeader? NotOwned()
    {
        switch (_ownership.Owns(Shard))
        {
            case OwnershipAnswer.Yes:
                return null;
            case OwnershipAnswer.NotNow:
                return CallHeaders.Unavailable;
            case OwnershipAnswer.No:
                GrainContext.MoveOnIdle(_ownership, Shard, _since, _time);
                return CallHeaders.MovedTo(_ownership.OwnerOf(Shard));
        }

        throw new InvalidOperationException($"Ownership of shard {Shard} has no such answer.");
    }

    /// <summary>
    /// Puts an item through the inbox. The caller's token is not heard here: Orleans ends the caller's wait at the caller, and the change goes
    /// on either way, so that a further wait would only cost each call its allocations.
    /// </summary>
    protected Task<TReply> SubmitAsync<TReply>(InboxItem<TState, TTurn, TReply> item)
    {
        if (NotOwned() is { } header)
            item.Fail(header);
        else if (!Inbox.TryAdd(item))
            item.Fail(CallHeaders.InboxFull);
        return item.Reply;
    }
}
