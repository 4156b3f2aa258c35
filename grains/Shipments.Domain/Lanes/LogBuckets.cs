using System.Numerics;

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

    // Where the search begins for a value of so many bits: about 35 buckets double a value.
    private static readonly int[] FirstOfBits = MakeFirsts();

    /// <summary>The greatest value that is told apart from greater ones, in milliseconds.</summary>
    public static long ValueMaxMs => Bounds[^1];

    /// <summary>The bucket of a duration.</summary>
    /// <param name="ms">Milliseconds; not negative.</param>
    public static int Of(long ms)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ms);
        int bits = 64 - BitOperations.LeadingZeroCount((ulong)ms);
        int low = FirstOfBits[bits];
        int high = FirstOfBits[bits + 1];
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (Bounds[middle] < ms)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The greatest duration of a bucket, in milliseconds; the last bucket holds greater ones too.</summary>
    /// <param name="bucket">0 to <see cref="Count"/> − 1.</param>
    public static long UpToMs(int bucket) => Bounds[bucket];

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

    // The bucket of the least value of so many bits; the last bucket for those above.
    private static int[] MakeFirsts()
    {
        int[] firsts = new int[66];
        for (int bits = 0; bits < firsts.Length; bits++)
        {
            long least = bits == 0 ? 0 : bits > 63 ? long.MaxValue : 1L << (bits - 1);
            int bucket = 0;
            while (bucket < Count - 1 && Bounds[bucket] < least)
                bucket++;
            firsts[bits] = bucket;
        }

        return firsts;
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
