using Shipments.Journal.V1;

namespace Shipments.Domain.Numbers;

/// <summary>
/// What carriers named under one number while nobody held it, within a turn. A carrier may say each thing only once, so it is kept until a
/// parcel that held the number at that time is known.
/// </summary>
internal sealed class NotedNames(ActorAddress self, NumberStateRecord record)
{
    private readonly List<NamedNumber> _all = [.. record.Named];
    private readonly List<NamedNumber> _added = [];
    private readonly List<string> _dropped = [];

    /// <summary>How many names are kept.</summary>
    public int Count => _all.Count;

    /// <summary>The numbers among the names, each once, that are others than this one.</summary>
    /// <param name="names">What a carrier named.</param>
    /// <param name="isKeptToo">Those that are kept already count too.</param>
    public List<ParcelNumber> Further(IEnumerable<ParcelNumber> names, bool isKeptToo) =>
        [.. names.Where(name => name.Number != self.Id && (isKeptToo || !IsKept(name))).DistinctBy(name => name.Number)];

    /// <summary>Keeps names that are not kept already.</summary>
    public void Keep(IEnumerable<ParcelNumber> names, long nowMs)
    {
        foreach (ParcelNumber name in names)
        {
            NamedNumber noted = new() { Number = name, NotedMs = nowMs };
            _all.Add(noted);
            _added.Add(noted);
        }
    }

    /// <summary>Keeps what a parcel did not heed, as far as there is room; what is kept already changes nothing.</summary>
    public void KeepAgain(IEnumerable<ParcelNumber> names, long nowMs) =>
        Keep(Further(names, isKeptToo: false).Take(Math.Max(0, NumberBounds.NamesMax - Count)), nowMs);

    /// <summary>The steps that tell what is kept to the parcels that held the number when it was named; these names are kept no longer.</summary>
    public List<OutgoingStep> TakeFor(IReadOnlyList<NumberHolder> holders)
    {
        List<OutgoingStep> steps = [];
        foreach (NumberHolder holder in holders)
        {
            ParcelNumber[] told = [.. _all.Where(noted => HolderWindows.Contains(holder, noted.NotedMs)).Select(noted => noted.Number)];
            if (told.Length > 0)
                steps.Add(Tell(holder.Parcel, told));
        }

        Drop(noted => holders.Any(holder => HolderWindows.Contains(holder, noted.NotedMs)));
        return steps;
    }

    /// <summary>Tells names to a parcel.</summary>
    public OutgoingStep Tell(string parcel, IEnumerable<ParcelNumber> names)
    {
        NamesTold told = new() { Number = self.Id };
        told.Named.Add(names);
        return new OutgoingStep { Target = self.ParcelKey(parcel), NamesTold = told };
    }

    /// <summary>Lets go of the names that have waited long enough for a holder.</summary>
    public void Expire(long nowMs) => Drop(noted => EndsMs(noted) <= nowMs);

    public void WriteTo(NumberEntry entry)
    {
        entry.Named.Add(_added);
        entry.NamedDropped.Add(_dropped);
    }

    public static void Replay(NumberStateRecord record, NumberEntry entry)
    {
        NamedNumber[] kept = [.. record.Named.Where(noted => !entry.NamedDropped.Contains(noted.Number.Number))];
        record.Named.Clear();
        record.Named.Add(kept);
        record.Named.Add(entry.Named);
    }

    /// <summary>When the oldest name has waited long enough; 0 when none is kept.</summary>
    public static long DueMs(NumberStateRecord record) => record.Named.Count == 0 ? 0 : record.Named.Min(EndsMs);

    private static long EndsMs(NamedNumber noted) => noted.NotedMs + (long)NumberBounds.HeldFor.TotalMilliseconds;

    private bool IsKept(ParcelNumber name) => _all.Exists(kept => kept.Number.Number == name.Number);

    // What was added in this very turn leaves no trace.
    private void Drop(Predicate<NamedNumber> isGone)
    {
        foreach (NamedNumber noted in _all.FindAll(isGone))
        {
            _all.Remove(noted);
            if (!_added.Remove(noted))
                _dropped.Add(noted.Number.Number);
        }
    }
}
