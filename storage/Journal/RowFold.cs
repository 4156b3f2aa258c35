namespace Shipments.Storage;

/// <summary>Makes an actor's state from its row and the entries after it.</summary>
internal static class RowFold
{
    /// <exception cref="JournalGapException">A version is missing between the row and the entries, or among them.</exception>
    public static (object State, long Version) Fold(ActorKind kind, ActorKey key, ActorRow? row, IReadOnlyList<FeedEntry>? entries)
    {
        object state = row is null ? kind.EmptyState(key) : kind.DecodeState(key, row.Format, row.State);
        long version = row?.Version ?? 0;
        foreach (FeedEntry entry in entries ?? [])
        {
            if (entry.Version <= version)
                continue;
            if (entry.Version != version + 1)
            {
                throw new JournalGapException(
                    $"Entry {entry.Seq} of {key} has version {entry.Version}; its state is at {version} and the next must be {version + 1}.");
            }

            state = kind.FoldState(key, state, entry.Version, entry.Bytes);
            version = entry.Version;
        }

        return (state, version);
    }

    /// <summary>Puts a folded state in its slot unless another fold did so first; both gave the same.</summary>
    public static void Install_NeedsLock(ActorSlot slot, object state, long version, DirtyBudget budget)
    {
        if (slot.State is not null)
            return;
        slot.State = state;
        slot.Version = version;
        slot.Replay = null;
        if (slot.Marks == 0)
            return;
        long counted = slot.Kind.SizeBytesOf(state) + ActorSlot.OverheadBytes;
        budget.Commit(0, counted - slot.CountedBytes, isNewState: false);
        slot.CountedBytes = counted;
    }
}
