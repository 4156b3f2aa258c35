namespace Shipments.Grains.Inbox;

/// <summary>Items in the order they came, linked through themselves: an idle actor has no lists. Not thread-safe; an item stands in one chain at a time.</summary>
/// <typeparam name="TState">The actor's state.</typeparam>
/// <typeparam name="TTurn">The rules' working object of one drain.</typeparam>
internal struct ItemChain<TState, TTurn>
    where TState : class
{
    private InboxItem<TState, TTurn>? _last;

    /// <summary>The first item; the others follow by <see cref="InboxItem{TState, TTurn}.Next"/>.</summary>
    public InboxItem<TState, TTurn>? First { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an item behind the others.</summary>
    public void Add(InboxItem<TState, TTurn> item)
    {
        if (_last is null)
            First = item;
        else
            _last.Next = item;
        _last = item;
        Count++;
    }

    /// <summary>Takes up to so many from the front.</summary>
    public ItemChain<TState, TTurn> Take(int max)
    {
        ItemChain<TState, TTurn> taken = this;
        if (Count <= max)
        {
            this = default;
            return taken;
        }

        InboxItem<TState, TTurn> last = First!;
        for (int i = 1; i < max; i++)
            last = last.Next!;
        First = last.Next;
        last.Next = null;
        taken._last = last;
        taken.Count = max;
        Count -= max;
        return taken;
    }

    /// <summary>Puts a chain that was taken back in front.</summary>
    public void PutBack(in ItemChain<TState, TTurn> taken)
    {
        if (taken._last is null)
            return;
        taken._last.Next = First;
        First = taken.First;
        _last ??= taken._last;
        Count += taken.Count;
    }
}
