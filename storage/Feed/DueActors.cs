namespace Shipments.Storage;

/// <summary>
/// Claims actors of owned shards that wanted to be woken. A due row says a time that is not after the actor's: a flush leaves it alone while the actor's
/// time only moves on. So whoever is claimed may be early; its row tells, and it is put off to the time its row says, without being woken.
/// </summary>
internal sealed class DueActors(StorageContext context, ShardTable shards, KindTable kinds) : IDueActors
{
    public const int ActorsMax = 1000;

    /// <summary>So often one call claims while those claimed are early: what is due is not kept waiting behind them.</summary>
    public const int RoundsMax = 5;

    public async ValueTask<IReadOnlyList<DueActor>> ClaimAsync(DateTimeOffset now, int actorsMax, TimeSpan claimFor, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(actorsMax, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(actorsMax, ActorsMax);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(claimFor, TimeSpan.Zero);
        List<DueActor> due = [];
        int room = actorsMax;
        for (int round = 0; round < RoundsMax && room > 0; round++)
        {
            IReadOnlyList<DueActor> claimed = await context.Store.ClaimDueAsync(shards.Owned, now, room, claimFor, cancellationToken);
            due.AddRange(await WithoutEarlyAsync(claimed, now, now + claimFor, cancellationToken));
            if (claimed.Count < room)
                break;
            room = actorsMax - due.Count;
        }

        return due;
    }

    public ValueTask<int> CountAsync(string kind, string tenant, int countMax, CancellationToken cancellationToken)
    {
        if (!ActorKey.IsPart(kind) || !ActorKey.IsPart(tenant))
            throw new ArgumentException($"'{kind}/{tenant}' is no kind and tenant.", nameof(kind));
        ArgumentOutOfRangeException.ThrowIfLessThan(countMax, 1);
        return context.Store.CountDueAsync(kind, tenant, countMax, cancellationToken);
    }

    private async Task<IReadOnlyList<DueActor>> WithoutEarlyAsync(
        IReadOnlyList<DueActor> claimed, DateTimeOffset now, DateTimeOffset claimedUntil, CancellationToken cancellationToken)
    {
        Dictionary<ActorKey, DateTimeOffset> written = claimed.Where(actor => IsWritten(actor.Key)).ToDictionary(actor => actor.Key, actor => actor.Due);
        if (written.Count == 0)
            return claimed;
        List<DuePutOff> early = [];
        foreach (ActorRow row in await context.Store.LoadRowsAsync([.. written.Keys], cancellationToken))
        {
            if (DueOf(row) is { } next && next > now)
                early.Add(new DuePutOff(row.Key, written[row.Key], next));
        }

        if (early.Count == 0)
            return claimed;
        await context.Store.PutOffDueAsync(early, claimedUntil, cancellationToken);
        HashSet<ActorKey> putOff = [.. early.Select(actor => actor.Key)];
        return [.. claimed.Where(actor => !putOff.Contains(actor.Key))];
    }

    /// <summary>
    /// Whether the actor's row is all there is to know of it. Asked after the claim: then no flush that began before the claim, and did not see it, is
    /// under way, here or at an owner before; and one that begins later sees the claim, or what it was put off to, and writes its own time.
    /// </summary>
    private bool IsWritten(ActorKey key)
    {
        int shard = shards.ShardOf(key);
        if (shards.Owns(shard) != OwnershipAnswer.Yes || shards.Find(shard) is not { } state)
            return false;
        lock (state.Gate)
            return state.Status == ShardStatus.Serving && !(state.Slots.TryGetValue(key.Value, out ActorSlot? slot) && slot.Marks > 0);
    }

    // One that cannot be read is woken: its load says what is wrong.
    private DateTimeOffset? DueOf(ActorRow row)
    {
        try
        {
            ActorKind kind = kinds.Of(row.Key);
            return kind.DueOf(kind.DecodeState(row.Key, row.Format, row.State));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return null;
        }
    }
}
