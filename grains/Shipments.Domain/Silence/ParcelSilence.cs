using Google.Protobuf;
using Shipments.Domain.Parcels;
using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Silence;

/// <summary>
/// The silence of a parcel within a turn. What scans say is decided as if there were no silence; that the parcel is stalled or expired is a fact
/// of the journal which is laid over it, and which the next word lifts, whatever time it tells of.
/// </summary>
internal sealed class ParcelSilence
{
    private readonly SilenceRecord? _before;

    /// <param name="row">The parcel's row before the turn.</param>
    /// <param name="decided">What was decided, parsed for the turn alone: silence is lifted from it.</param>
    /// <param name="encoded">The same as it is in the row.</param>
    public ParcelSilence(ParcelRowFields row, ParcelDecided decided, ReadOnlyMemory<byte> encoded)
    {
        ReadOnlyMemory<byte> content = row.Silence;
        _before = content.IsEmpty ? null : SilenceRecord.Parser.ParseFrom(content.Span);
        Said = Lift(decided) ? decided.ToByteArray() : encoded;
    }

    /// <summary>What scans said before the turn, encoded.</summary>
    public ReadOnlyMemory<byte> Said { get; }

    /// <summary>Whether silence had the parcel expired before the turn.</summary>
    public bool WasExpired => _before is { ExpiredMs: not 0 };

    /// <summary>What a row keeps of an entry's word; null for nothing.</summary>
    public static SilenceRecord? Kept(SilenceRecord said) => said.HeardMs == 0 ? null : said;

    /// <summary>The same record with silence lifted from what was decided.</summary>
    public ParcelStateRecord Lifted(ParcelStateRecord record)
    {
        if (record.Decided is not null)
            Lift(record.Decided);
        return record;
    }

    /// <summary>Ends the turn: counts the silence on or anew, notes it in the entry, and answers what was decided with it.</summary>
    /// <param name="decided">What scans say; not changed.</param>
    /// <param name="entry">What the turn changed so far.</param>
    /// <param name="limits">For how long the parcel may be silent.</param>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="woken">Its time was said to have come.</param>
    public ParcelDecided Settle(ParcelDecided decided, ParcelEntry entry, ISilenceLimits limits, string tenant, bool woken)
    {
        SilenceRecord? next = Next(decided, entry, limits, tenant, woken);
        if (!Equals(next, _before))
            entry.Silence = next ?? new SilenceRecord();
        return next is null or { StalledMs: 0, ExpiredMs: 0 } ? decided : Laid(decided, next);
    }

    private SilenceRecord? Next(ParcelDecided decided, ParcelEntry entry, ISilenceLimits limits, string tenant, bool woken)
    {
        if (!SilencePhases.IsOpen((Phase)decided.Phase) || decided.Merged)
            return null;
        bool heard = IsHeard(entry);
        bool isDue = woken && _before is { DueMs: not 0 } && _before.DueMs <= entry.AtMs;
        if (!heard && !isDue && decided.IsEncodedAs(Said.Span))
            return _before;
        SilenceLimit limit = limits.Of(new SilenceTerms(tenant, decided.Lane, (Phase)decided.Phase, Furthest(decided), decided.Untracked));
        SilenceRecord next = new() { HeardMs = heard || _before is null ? entry.AtMs : _before.HeardMs };
        long stalledAt = After(next.HeardMs, limit.StalledAfter);
        long expiredAt = After(next.HeardMs, limit.ExpiredAfter);
        if (!heard && _before is not null)
            Raise(next, stalledAt, expiredAt, isDue ? entry.AtMs : 0, entry.AtMs);
        if (next.ExpiredMs != 0)
            next.ReasonBefore = decided.Reason;
        if (next.ExpiredMs != 0 || next.StalledMs != 0)
            next.Rule = IsRaised(next) ? limit.Rule : _before!.Rule;
        long dueAt = next.ExpiredMs != 0 ? long.MaxValue : next.StalledMs != 0 ? expiredAt : Math.Min(stalledAt, expiredAt);
        next.DueMs = dueAt == long.MaxValue ? 0 : dueAt;
        return next;
    }

    /// <summary>What was raised stands for as long as the limits say so; only a parcel that is due is raised anew.</summary>
    private void Raise(SilenceRecord next, long stalledAt, long expiredAt, long raisedMs, long nowMs)
    {
        if (stalledAt <= nowMs)
            next.StalledMs = _before!.StalledMs != 0 ? _before.StalledMs : raisedMs;
        if (expiredAt <= nowMs)
            next.ExpiredMs = _before!.ExpiredMs != 0 ? _before.ExpiredMs : raisedMs;
    }

    private bool IsRaised(SilenceRecord next) =>
        (next.StalledMs != 0 && _before!.StalledMs == 0) || (next.ExpiredMs != 0 && _before!.ExpiredMs == 0);

    /// <summary>A registration, and all that changes the scans: a new one, a richer copy of one, one taken back, and those of merged parcels.</summary>
    private static bool IsHeard(ParcelEntry entry) =>
        entry.Registered is not null || entry.Scans.Count > 0
        || (entry.Merges is not null && entry.Merges.Absorbed.Any(part => part.Put.Count > 0));

    private static MilestoneKind Furthest(ParcelDecided decided)
    {
        MilestoneKind furthest = MilestoneKind.None;
        foreach (MilestoneRecord milestone in decided.Milestones)
        {
            if (milestone.Kind < (int)MilestoneKind.Delivered)
                furthest = (MilestoneKind)milestone.Kind;
        }

        return furthest;
    }

    private static long After(long heardMs, TimeSpan? limit) =>
        limit is { } known ? heardMs + (long)known.TotalMilliseconds : long.MaxValue;

    private static ParcelDecided Laid(ParcelDecided decided, SilenceRecord silence)
    {
        ParcelDecided laid = decided.Clone();
        laid.Stalled = silence.StalledMs != 0;
        if (silence.ExpiredMs == 0)
            return laid;
        laid.ExpiredFrom = decided.Phase;
        laid.Phase = (int)Phase.Expired;
        laid.Reason = (int)Reason.Silence;
        return laid;
    }

    private bool Lift(ParcelDecided decided)
    {
        if (_before is null or { StalledMs: 0, ExpiredMs: 0 })
            return false;
        decided.Stalled = false;
        if (_before.ExpiredMs == 0)
            return true;
        decided.Phase = decided.ExpiredFrom;
        decided.ExpiredFrom = (int)Phase.None;
        decided.Reason = _before.ReasonBefore;
        return true;
    }
}
