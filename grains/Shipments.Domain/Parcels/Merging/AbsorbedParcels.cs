using Google.Protobuf;
using Google.Protobuf.Collections;
using Shipments.Domain.Steps;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels.Merging;

/// <summary>The parcels merged into one parcel, within a turn. Each change goes into the entry at once, in its order.</summary>
/// <param name="kept">Of the state; not changed.</param>
/// <param name="changes">What the turn's entry says of it.</param>
internal sealed class AbsorbedParcels(RepeatedField<AbsorbedParcel> kept, MergeChanges changes)
{
    private readonly RepeatedField<AbsorbedParcel> _all = new() { kept };

    public RepeatedField<AbsorbedParcel> All => _all;

    public bool Has(AbsorbedKind kind) => _all.Any(part => part.State == (int)kind);

    public AbsorbedParcel? Find(string parcel) => _all.FirstOrDefault(part => part.Parcel == parcel);

    /// <summary>The parcel of a merge; null when it is no part any more, or of a later merge.</summary>
    public AbsorbedParcel? Find(string parcel, long merge) => Find(parcel) is { } part && part.Merge == merge ? part : null;

    public void Ask(string parcel, long merge, long atMs) => Change(new AbsorbedChange
    {
        Parcel = new AbsorbedParcel { Parcel = parcel, Merge = merge, State = (int)AbsorbedKind.Asked, AtMs = atMs },
    });

    public void Refuse(AbsorbedParcel part, string reason, long atMs)
    {
        AbsorbedParcel changed = Head(part);
        changed.State = (int)AbsorbedKind.Refused;
        changed.Refused = reason;
        changed.AtMs = atMs;
        Change(new AbsorbedChange { Parcel = changed });
    }

    public void Drop(AbsorbedParcel part) => Change(new AbsorbedChange { Parcel = new AbsorbedParcel { Parcel = part.Parcel }, Dropped = true });

    /// <summary>Takes what a merged parcel has, unless this or a later step of it was heeded.</summary>
    public void Mirror(AbsorbedParcel part, long version, int ordinal, MirrorScans mirror, long atMs)
    {
        if (StepMarks.IsAtOrBefore(new StepMark { Version = part.Version, Ordinal = part.Ordinal }, version, ordinal))
            return;
        AbsorbedParcel changed = Head(part);
        (changed.Version, changed.Ordinal) = (version, ordinal);
        if (mirror.Complete)
            (changed.State, changed.AtMs, changed.Refused) = ((int)AbsorbedKind.Merged, atMs, "");
        if (mirror.HasNumbers)
        {
            changed.Numbers.Clear();
            changed.Numbers.Add(mirror.Numbers);
        }

        AbsorbedChange change = new() { Parcel = changed };
        change.Put.Add(mirror.Put);
        change.Removed.Add(mirror.Removed);
        Change(change);
    }

    public static void Replay(RepeatedField<AbsorbedParcel> all, AbsorbedChange change)
    {
        int at = 0;
        while (at < all.Count && all[at].Parcel != change.Parcel.Parcel)
            at++;
        if (change.Dropped)
        {
            if (at < all.Count)
                all.RemoveAt(at);
            return;
        }

        // A merge asked for anew begins without scans.
        bool isKnown = at < all.Count && all[at].Merge == change.Parcel.Merge;
        AbsorbedParcel next = change.Parcel.Clone();
        next.ScanLog = isKnown ? Apply(all[at].ScanLog, change) : Apply(ByteString.Empty, change);
        if (at < all.Count)
            all[at] = next;
        else
            all.Add(next);
    }

    private static ByteString Apply(ByteString before, AbsorbedChange change)
    {
        if (change.Put.Count == 0 && change.Removed.Count == 0)
            return before;
        ScanLog log = new(before.Memory, change.Put.Count);
        foreach (ulong id in change.Removed)
            log.Remove(id);
        foreach (StoredScan scan in change.Put)
            log.Put(scan);
        return UnsafeByteOperations.UnsafeWrap(log.ToBytes());
    }

    private static AbsorbedParcel Head(AbsorbedParcel part)
    {
        AbsorbedParcel head = part.Clone();
        head.ScanLog = ByteString.Empty;
        return head;
    }

    private void Change(AbsorbedChange change)
    {
        Replay(_all, change);
        changes.Absorbed.Add(change);
    }
}
