using Shipments.Domain.Steps;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// What ties tracking numbers to a parcel and unties them, and what follows for its scans. A number that was taken away stays known: what a
/// carrier names by mistake it names again in its next payload.
/// </summary>
internal sealed class NumberTies(ActorAddress self, ParcelEntry entry, ParcelNumbers numbers, StepMarks marks, ParcelScans scans)
{
    /// <summary>Adds numbers learnt from a carrier; those that are known, or were taken away, change nothing.</summary>
    public Rejection Link(IReadOnlyList<ParcelNumber> named, out string detail)
    {
        List<ParcelNumber> added =
            [.. named.Where(number => numbers.Find(number.Number) is null).DistinctBy(number => number.Number).Select(numbers.Linked)];
        if (!HasRoom(added.Count, out detail))
            return Rejection.ParcelNumbersFull;
        foreach (ParcelNumber number in added)
            Add(number, isFromStated: false);
        return Rejection.None;
    }

    /// <summary>Adds a number that a caller gives, or gives back; one that the parcel has changes nothing.</summary>
    public Rejection Attach(ParcelNumber number, bool isFromStated, out string detail)
    {
        detail = "";
        ParcelNumber? known = numbers.Find(number.Number);
        if (known is { DetachedMs: 0, Refused.Length: 0 })
            return Rejection.None;
        if (known is null && !HasRoom(1, out detail))
            return Rejection.ParcelNumbersFull;
        Add(isFromStated ? ParcelNumbers.Unconfirmed(number) : numbers.Linked(number), isFromStated);
        return Rejection.None;
    }

    /// <summary>Takes a number away, and with it the scans that came under it alone; they go to the number.</summary>
    public Rejection Detach(string number, out string detail)
    {
        detail = "";
        if (numbers.Find(number) is not { } known)
        {
            detail = $"the parcel '{self.Id}' never had the number '{number}'.";
            return Rejection.NumberNotAttached;
        }

        if (known.DetachedMs != 0)
            return Rejection.None;
        ParcelNumber detached = known.Clone();
        detached.DetachedMs = entry.AtMs;
        detached.Shared = false;
        detached.Refused = "";
        numbers.Put(detached);
        entry.Steps.Add(ParcelSteps.Detach(self, number));
        Release(new HoldersChanged { Number = number, FromMs = long.MaxValue });
        return Rejection.None;
    }

    /// <summary>Heeds what a number says this parcel holds of it.</summary>
    public void HeedHolders(string source, long version, int ordinal, HoldersChanged holders)
    {
        if (numbers.Find(holders.Number) is not { DetachedMs: 0 } known || holders.Version <= known.HoldersVersion
            || marks.HasHeeded(source, version, ordinal))
            return;
        ParcelNumber changed = known.Clone();
        changed.FromMs = holders.FromMs;
        changed.ToMs = holders.ToMs;
        changed.Shared = holders.Shared;
        changed.HoldersVersion = holders.Version;
        changed.Refused = "";
        numbers.Put(changed);
        marks.Heed(source, version, ordinal);
        Release(holders);
    }

    /// <summary>Links what carriers named under a number before this parcel held it.</summary>
    public Rejection HeedNames(string source, long version, int ordinal, NamesTold names)
    {
        if (marks.HasHeeded(source, version, ordinal))
            return Rejection.None;
        if (numbers.Find(names.Number) is not { DetachedMs: 0 })
            return Rejection.NotMine;
        int before = numbers.Count;
        Rejection rejection = Link(names.Named, out _);
        if (numbers.Count > before)
            marks.Heed(source, version, ordinal);
        return rejection;
    }

    /// <summary>Takes scans that a number says are this parcel's.</summary>
    public Rejection HeedScans(string source, long version, int ordinal, TakeScans step, out IReadOnlyList<ScanVerdict> verdicts)
    {
        verdicts = [];
        if (marks.HasHeeded(source, version, ordinal))
            return Rejection.None;
        if (numbers.Find(step.Number) is not { DetachedMs: 0 })
            return Rejection.NotMine;
        ScanVerdict[] taken = [.. step.Scans.Select(scan => scans.Take(scan, isOwed: true))];
        verdicts = taken;
        if (taken.Length > 0 && taken.All(verdict => verdict.Result == ScanResultKind.Refused))
            return taken[0].Rejection;
        if (taken.Any(verdict => verdict.Result is not (ScanResultKind.Duplicate or ScanResultKind.Refused)))
            marks.Heed(source, version, ordinal);
        return Rejection.None;
    }

    /// <summary>Notes that a number refused its attachment for good.</summary>
    public void Refused(long version, int ordinal, string number, string reason)
    {
        if (numbers.Find(number) is not { DetachedMs: 0, HoldersVersion: 0 } known || known.Refused == reason)
            return;
        ParcelNumber changed = known.Clone();
        changed.Refused = reason;
        numbers.Put(changed);
        entry.StepsRefused.Add(new StepRefused { Version = version, Ordinal = ordinal, Reason = reason });
    }

    /// <summary>Why so many numbers are too many.</summary>
    public static string TooMany(int count) => $"The parcel would have {count} numbers; {ParcelBounds.NumbersMax} is the most.";

    private bool HasRoom(int added, out string detail)
    {
        detail = numbers.Count + added > ParcelBounds.NumbersMax ? TooMany(numbers.Count + added) : "";
        return detail.Length == 0;
    }

    private void Add(ParcelNumber number, bool isFromStated)
    {
        numbers.Put(number);
        entry.Steps.Add(ParcelSteps.Attach(self, number, isFromStated));
    }

    private void Release(HoldersChanged holders)
    {
        List<ulong> removed = [];
        List<ScanFact> released = scans.Release(holders, removed);
        if (released.Count > 0)
            ParcelSteps.HandBack(entry, self, holders.Number, released, removed);
    }
}
