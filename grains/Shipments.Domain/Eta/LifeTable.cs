namespace Shipments.Domain.Eta;

/// <summary>
/// By age, in <see cref="EtaBuckets"/>: how many parcels were waiting at the begin of the bucket, and how many of them were tried within it. Not
/// thread-safe.
/// </summary>
internal sealed class LifeTable
{
    /// <summary>Who waited.</summary>
    public float[] Waiting { get; } = new float[EtaBuckets.Count];

    /// <summary>Who was tried.</summary>
    public float[] Tried { get; } = new float[EtaBuckets.Count];

    public void Add(LifeTable other)
    {
        for (int i = 0; i < Waiting.Length; i++)
        {
            Waiting[i] += other.Waiting[i];
            Tried[i] += other.Tried[i];
        }
    }
}
