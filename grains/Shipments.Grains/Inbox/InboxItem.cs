using Shipments.Contracts.Messages;

namespace Shipments.Grains.Inbox;

/// <summary>A change or a read that waits for its actor's next drain.</summary>
/// <typeparam name="TState">The actor's state.</typeparam>
/// <typeparam name="TTurn">The rules' working object of one drain.</typeparam>
internal abstract class InboxItem<TState, TTurn>
    where TState : class
{
    /// <summary>The item behind it in the chain it stands in.</summary>
    public InboxItem<TState, TTurn>? Next { get; set; }

    /// <summary>Whether it is a step of the feed: those pass the bound on unwritten state, as they free more than they add.</summary>
    public virtual bool IsStep => false;

    /// <summary>Whether the actor's id was just made at random, so that no row can exist under it.</summary>
    public virtual bool IsOfFreshId => false;

    /// <summary>Lets the rules decide. Nothing is known to be durable yet; it may be asked again, of another turn.</summary>
    public abstract void Apply(TTurn turn);

    /// <summary>Answers after the commit, from what is committed now.</summary>
    /// <param name="state">The committed state.</param>
    /// <param name="version">Its version.</param>
    /// <param name="entry">The entry this drain appended; empty when nothing changed.</param>
    public abstract void Complete(TState state, long version, ReadOnlyMemory<byte> entry);

    /// <summary>Answers that nothing is known to have happened.</summary>
    public abstract void Fail(CallHeader header);

    /// <summary>Answers that the drain broke on a fault of the program.</summary>
    public abstract void Fault(Exception exception);
}
