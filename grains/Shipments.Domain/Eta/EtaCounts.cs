namespace Shipments.Domain.Eta;

/// <summary>
/// What a lane saw, weighted by how long ago: for each slot and age how many parcels were still waiting and how many of them were tried, of some
/// slots also by the weekday on which they began; and how its windows did. Counts of several lanes add up. Not thread-safe.
/// </summary>
internal sealed class EtaCounts
{
    /// <summary>How a window did: the attempt came by its raw P50, by its raw P80, or after both.</summary>
    public const int Bands = 3;

    /// <summary>Weekdays, from Monday as 0.</summary>
    public const int Weekdays = 7;

    private readonly LifeTable?[] _slots = new LifeTable[EtaSlots.Count];
    private readonly LifeTable?[] _weekdays = new LifeTable[EtaSlots.WeekdaySlots * Weekdays];

    /// <summary>Windows by point and by <see cref="Bands"/>.</summary>
    public float[] Windows { get; } = new float[EtaFacts.Points * Bands];

    /// <summary>Attempts seen from each slot on, not weighted.</summary>
    public int[] Observations { get; } = new int[EtaSlots.Count];

    /// <summary>
    /// Slots whose first parcels have nearly all been tried. Before that only the fastest have, and nobody knows when the others will; that those who
    /// came later still wait does not matter, since it may be a jam.
    /// </summary>
    public bool[] Settled { get; } = new bool[EtaSlots.Count];

    /// <summary>What was seen of a slot; null for nothing.</summary>
    public LifeTable? Seen(int slot) => _slots[slot];

    /// <summary>What was seen of those in a slot that began on a weekday; null for nothing, and where weekdays are not told apart.</summary>
    public LifeTable? Seen(int slot, int weekday) => slot < EtaSlots.WeekdaySlots ? _weekdays[(slot * Weekdays) + weekday] : null;

    /// <summary>A slot to be written to.</summary>
    public LifeTable Of(int slot) => _slots[slot] ??= new LifeTable();

    /// <summary>A weekday of a slot to be written to.</summary>
    /// <param name="slot">Below <see cref="EtaSlots.WeekdaySlots"/>.</param>
    /// <param name="weekday">From Monday as 0.</param>
    public LifeTable Of(int slot, int weekday) => _weekdays[(slot * Weekdays) + weekday] ??= new LifeTable();

    /// <summary>
    /// Adds another lane's, for those that lean on it: its windows, and its slots without the weekdays. A slot in which nobody was ever tried says nothing: its
    /// service may tell of no attempts at all.
    /// </summary>
    public void Add(EtaCounts other)
    {
        for (int slot = 0; slot < EtaSlots.Count; slot++)
        {
            if (other.Seen(slot) is not { } seen || other.Observations[slot] == 0)
                continue;
            Of(slot).Add(seen);
            Observations[slot] += Math.Min(other.Observations[slot], int.MaxValue - Observations[slot]);
            Settled[slot] |= other.Settled[slot];
        }

        for (int i = 0; i < Windows.Length; i++)
            Windows[i] += other.Windows[i];
    }
}
