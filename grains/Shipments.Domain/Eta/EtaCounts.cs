namespace Shipments.Domain.Eta;

/// <summary>
/// What a lane saw, weighted by how long ago: for each slot and age how many parcels were still waiting and how many of them were tried; the
/// attempts by weekday; and how its windows did. Counts of several lanes add up. Not thread-safe.
/// </summary>
internal sealed class EtaCounts
{
    /// <summary>How a window did: the attempt came by its raw P50, by its raw P80, or after both.</summary>
    public const int Bands = 3;

    private readonly float[]?[] _waiting = new float[EtaSlots.Count][];
    private readonly float[]?[] _tried = new float[EtaSlots.Count][];

    /// <summary>Attempts by the weekday, from Monday as 0, in UTC.</summary>
    public float[] Weekdays { get; } = new float[7];

    /// <summary>Windows by point and by <see cref="Bands"/>.</summary>
    public float[] Windows { get; } = new float[EtaFacts.Points * Bands];

    /// <summary>Attempts seen from each slot on, not weighted.</summary>
    public int[] Observations { get; } = new int[EtaSlots.Count];

    /// <summary>Whether it says anything of a slot.</summary>
    public bool Has(int slot) => _tried[slot] is not null;

    /// <summary>Parcels that waited at the begin of each bucket of age; empty when nothing was seen.</summary>
    public ReadOnlySpan<float> Waiting(int slot) => _waiting[slot];

    /// <summary>Those of them that were tried within it.</summary>
    public ReadOnlySpan<float> Tried(int slot) => _tried[slot];

    /// <summary>Both to be written to.</summary>
    public (float[] Waiting, float[] Tried) Of(int slot) =>
        (_waiting[slot] ??= new float[EtaBuckets.Count], _tried[slot] ??= new float[EtaBuckets.Count]);

    /// <summary>Adds another lane's.</summary>
    public void Add(EtaCounts other)
    {
        for (int slot = 0; slot < EtaSlots.Count; slot++)
        {
            if (!other.Has(slot))
                continue;
            (float[] waiting, float[] tried) = Of(slot);
            Add(waiting, other.Waiting(slot));
            Add(tried, other.Tried(slot));
            Observations[slot] += other.Observations[slot];
        }

        Add(Weekdays, other.Weekdays);
        Add(Windows, other.Windows);
    }

    private static void Add(float[] sum, ReadOnlySpan<float> other)
    {
        for (int i = 0; i < other.Length; i++)
            sum[i] += other[i];
    }
}
