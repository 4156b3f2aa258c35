using Google.Protobuf.Collections;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Numbers;

/// <summary>The scans that wait under one number within a turn.</summary>
internal sealed class HeldScans
{
    private readonly List<HeldScan> _all;
    private readonly HashSet<ulong> _before;
    private readonly HashSet<ulong> _changed = [];
    private readonly HashSet<ulong> _released = [];
    private readonly HashSet<ulong> _expired = [];
    private readonly RepeatedField<ulong> _recent;

    public HeldScans(NumberStateRecord record)
    {
        _all = [.. record.Held];
        _before = [.. record.Held.Select(held => held.Scan.Id)];
        _recent = record.Recent;
    }

    public int Count => _all.Count;

    /// <summary>Whether a scan was handed out lately and confirmed by all its holders.</summary>
    public bool WasHandedOut(ulong id) => _recent.Contains(id) || _released.Contains(id);

    public HeldScan? Find(ulong id) => _all.Find(held => held.Scan.Id == id);

    /// <summary>Holds a scan, or adds what a richer copy of a held one says; false when nothing changed.</summary>
    public bool Hold(ScanFact scan, long nowMs)
    {
        if (Find(scan.Id) is not { } known)
        {
            Put(new HeldScan { Scan = scan, HeldMs = nowMs });
            return true;
        }

        ScanFact merged = ScanMerge.Merge(known.Scan, scan);
        if (merged.Equals(known.Scan))
            return false;
        HeldScan changed = known.Clone();
        changed.Scan = merged;
        Put(changed);
        return true;
    }

    /// <summary>Notes that a held scan goes to parcels; answers those it does not go to already.</summary>
    public List<string> HandTo(ulong id, IEnumerable<string> parcels)
    {
        HeldScan known = Find(id)!;
        List<string> fresh = [.. parcels.Where(parcel => !known.HandedTo.Contains(parcel))];
        if (fresh.Count == 0)
            return fresh;
        HeldScan changed = known.Clone();
        changed.HandedTo.Add(fresh);
        Put(changed);
        return fresh;
    }

    /// <summary>Notes that a parcel answered for a scan; the last one's answer releases it. False when nothing changed.</summary>
    public bool Answered(ulong id, string parcel)
    {
        if (Find(id) is not { } known || !known.HandedTo.Contains(parcel))
            return false;
        HeldScan changed = known.Clone();
        changed.HandedTo.Remove(parcel);
        Put(changed);
        if (changed.HandedTo.Count == 0)
            Drop(id, _released);
        return true;
    }

    /// <summary>Notes that a parcel did not take a scan because it does not hold the number; it goes on waiting. False when nothing changed.</summary>
    public bool PutBack(ulong id, string parcel)
    {
        if (Find(id) is not { } known || !known.HandedTo.Contains(parcel))
            return false;
        HeldScan changed = known.Clone();
        changed.HandedTo.Remove(parcel);
        Put(changed);
        return true;
    }

    /// <summary>Lets go of the scans that have waited long enough for a holder.</summary>
    public void Expire(long nowMs)
    {
        foreach (HeldScan held in _all.FindAll(held => held.HandedTo.Count == 0 && EndsMs(held) <= nowMs))
            Drop(held.Scan.Id, _expired);
    }

    /// <summary>The scans held now, in the order they came.</summary>
    public IReadOnlyList<HeldScan> All() => [.. _all];

    public void WriteTo(NumberEntry entry)
    {
        entry.Held.Add(_all.Where(held => _changed.Contains(held.Scan.Id)));
        entry.Released.Add(_released.Order());
        entry.Expired.Add(_expired.Order());
    }

    public static void Replay(NumberStateRecord record, NumberEntry entry)
    {
        foreach (ulong id in entry.Released.Concat(entry.Expired))
        {
            int at = IndexOf(record.Held, id);
            if (at >= 0)
                record.Held.RemoveAt(at);
        }

        foreach (HeldScan held in entry.Held)
        {
            int at = IndexOf(record.Held, held.Scan.Id);
            if (at < 0)
                record.Held.Add(held);
            else
                record.Held[at] = held;
        }

        foreach (ulong id in entry.Released)
        {
            record.Recent.Remove(id);
            record.Recent.Add(id);
        }

        while (record.Recent.Count > NumberBounds.RecentMax)
            record.Recent.RemoveAt(0);
    }

    /// <summary>When the oldest scan that waits for a holder has waited long enough; 0 when none waits.</summary>
    public static long DueMs(NumberStateRecord record)
    {
        long due = 0;
        foreach (HeldScan held in record.Held)
        {
            if (held.HandedTo.Count == 0 && (due == 0 || EndsMs(held) < due))
                due = EndsMs(held);
        }

        return due;
    }

    private static long EndsMs(HeldScan held) => held.HeldMs + (long)NumberBounds.HeldFor.TotalMilliseconds;

    private static int IndexOf(IReadOnlyList<HeldScan> all, ulong id)
    {
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].Scan.Id == id)
                return i;
        }

        return -1;
    }

    private void Put(HeldScan held)
    {
        int at = IndexOf(_all, held.Scan.Id);
        if (at < 0)
            _all.Add(held);
        else
            _all[at] = held;
        _changed.Add(held.Scan.Id);
    }

    private void Drop(ulong id, HashSet<ulong> into)
    {
        _all.RemoveAll(held => held.Scan.Id == id);
        _changed.Remove(id);
        if (into == _released || _before.Contains(id))
            into.Add(id);
    }
}
