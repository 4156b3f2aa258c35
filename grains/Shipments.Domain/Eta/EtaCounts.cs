namespace Shipments.Domain.Eta;

/// <summary>
/// What a lane saw, weighted by how long ago: for each point and age how many parcels were still waiting and how many of them were tried; the
/// attempts by weekday; and how its windows did. Counts of several lanes add up. Not thread-safe.
/// </summary>
internal sealed class EtaCounts
{
    /// <summary>How a window did: the attempt came by its raw P50, by its raw P80, or after both.</summary>
    public const int Bands = 3;

    private readonly float[]?[] _waiting = new float[EtaFacts.Points][];
    private readonly float[]?[] _tried = new float[EtaFacts.Points][];

    /// <summary>Attempts by the weekday, from Monday as 0, in UTC.</summary>
    public float[] Weekdays { get; } = new float[7];

    /// <summary>Windows by point and by <see cref="Bands"/>.</summary>
    public float[] Windows { get; } = new float[EtaFacts.Points * Bands];

    /// <summary>Attempts seen after each point, not weighted.</summary>
    public int[] Observations { get; } = new int[EtaFacts.Points];

    /// <summary>Whether it says anything of a point.</summary>
    public bool Has(EtaPoint point) => _tried[(int)point] is not null;

    /// <summary>Parcels that waited at the begin of each bucket of age; empty when nothing was seen.</summary>
    public ReadOnlySpan<float> Waiting(EtaPoint point) => _waiting[(int)point];

    /// <summary>Those of them that were tried within it.</summary>
    public ReadOnlySpan<float> Tried(EtaPoint point) => _tried[(int)point];

    /// <summary>Both to be written to.</summary>
    public (float[] Waiting, float[] Tried) Of(EtaPoint point) =>
        (_waiting[(int)point] ??= new float[EtaBuckets.Count], _tried[(int)point] ??= new float[EtaBuckets.Count]);

    /// <summary>Adds another lane's.</summary>
    public void Add(EtaCounts other)
    {
        for (EtaPoint point = EtaPoint.InfoReceived; (int)point < EtaFacts.Points; point++)
        {
            if (!other.Has(point))
                continue;
            (float[] waiting, float[] tried) = Of(point);
            Add(waiting, other.Waiting(point));
            Add(tried, other.Tried(point));
            Observations[(int)point] += other.Observations[(int)point];
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
