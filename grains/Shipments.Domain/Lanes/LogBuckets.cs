namespace Shipments.Domain.Lanes;

/// <summary>
/// Buckets whose width grows with the value, so that each stands for its values within <see cref="RelativeError"/>. Their bounds are whole
/// milliseconds made by multiplication alone, so every machine puts a value in the same bucket. What is below a minute shares the first
/// bucket, what is above about 830 days the last; there are never more.
/// </summary>
public static class LogBuckets
{
    /// <summary>A bucket's value is at most this share off each value in it between a minute and the last bucket: 1 %.</summary>
    public const double RelativeError = 0.01;

    /// <summary>How many buckets there are: 701, numbered from 0.</summary>
    public const int Count = 701;

    private const long FirstMs = 60_000;

    // Bound i is the greatest value of bucket i.
    private static readonly long[] Bounds = MakeBounds();

    /// <summary>The greatest value that is told apart from greater ones, in milliseconds.</summary>
    public static long ValueMaxMs => Bounds[^1];

    /// <summary>The bucket of a duration.</summary>
    /// <param name="ms">Milliseconds; not negative.</param>
    public static int Of(long ms)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ms);
        int at = Array.BinarySearch(Bounds, ms);
        return Math.Min(at >= 0 ? at : ~at, Count - 1);
    }

    /// <summary>The duration a bucket stands for, in milliseconds: as far from its least value as from its greatest, as shares of them.</summary>
    /// <param name="bucket">0 to <see cref="Count"/> − 1.</param>
    public static double ValueMs(int bucket)
    {
        if (bucket == 0)
            return FirstMs;
        double low = Bounds[bucket - 1];
        double high = Bounds[bucket];
        return 2 * low * high / (low + high);
    }

    private static long[] MakeBounds()
    {
        const double Growth = (1 + RelativeError) / (1 - RelativeError);
        long[] bounds = new long[Count];
        double bound = FirstMs;
        for (int i = 0; i < Count; i++)
        {
            bounds[i] = (long)bound;
            bound *= Growth;
        }

        return bounds;
    }
}
