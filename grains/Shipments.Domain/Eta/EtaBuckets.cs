using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>Five of the <see cref="LogBuckets"/> at a time: buckets of durations whose bounds grow by 10.5 %, from a minute on.</summary>
public static class EtaBuckets
{
    /// <summary>How many there are: 141, numbered from 0.</summary>
    public const int Count = (LogBuckets.Count + Fine - 1) / Fine;

    private const int Fine = 5;

    private static readonly long[] Bounds = MakeBounds();

    /// <summary>The bucket of a duration.</summary>
    /// <param name="ms">Milliseconds; not negative.</param>
    public static int Of(long ms) => LogBuckets.Of(ms) / Fine;

    /// <summary>Where a bucket begins, exclusive but for the first, in milliseconds.</summary>
    /// <param name="bucket">0 to <see cref="Count"/> − 1.</param>
    public static long FromMs(int bucket) => bucket == 0 ? 0 : Bounds[bucket - 1];

    /// <summary>Where it ends, inclusive, in milliseconds; the last one holds greater durations too.</summary>
    /// <param name="bucket">0 to <see cref="Count"/> − 1.</param>
    public static long ToMs(int bucket) => Bounds[bucket];

    private static long[] MakeBounds()
    {
        long[] bounds = new long[Count];
        for (int i = 0; i < Count; i++)
            bounds[i] = LogBuckets.UpToMs(Math.Min((i * Fine) + Fine - 1, LogBuckets.Count - 1));
        return bounds;
    }
}
