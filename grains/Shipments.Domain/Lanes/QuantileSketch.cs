namespace Shipments.Domain.Lanes;

/// <summary>
/// How many durations fell into each of the <see cref="LogBuckets"/>. Counts are whole numbers, so sketches add up exactly and what was added
/// can be taken out again. A quantile is at most <see cref="LogBuckets.RelativeError"/> off the exact one. Not thread-safe.
/// </summary>
public sealed class QuantileSketch
{
    private readonly long[] _counts = new long[LogBuckets.Count];

    /// <summary>How many durations are in it.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a duration, or takes one out.</summary>
    /// <param name="ms">Milliseconds; not negative.</param>
    /// <param name="times">How often; negative takes out.</param>
    public void Add(long ms, long times = 1) => AddBucket(LogBuckets.Of(ms), times);

    /// <summary>Adds to a bucket.</summary>
    /// <param name="bucket">0 to <see cref="LogBuckets.Count"/> − 1.</param>
    /// <param name="times">How often; negative takes out.</param>
    public void AddBucket(int bucket, long times)
    {
        _counts[bucket] += times;
        Count += times;
    }

    /// <summary>Adds all of another sketch: the sketch of the union.</summary>
    /// <param name="other">Another sketch; not changed.</param>
    public void Merge(QuantileSketch other)
    {
        for (int i = 0; i < _counts.Length; i++)
            _counts[i] += other._counts[i];
        Count += other.Count;
    }

    /// <summary>The duration that the given share of all lies at or below, in milliseconds; null when there is none.</summary>
    /// <param name="share">0 to 1.</param>
    public double? Quantile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        if (Count <= 0)
            return null;
        long rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
                return LogBuckets.ValueMs(i);
        }

        return LogBuckets.ValueMs(LogBuckets.Count - 1);
    }

    /// <summary>The mean, in milliseconds; null when there is none.</summary>
    public double? Mean()
    {
        if (Count <= 0)
            return null;
        double sum = 0;
        for (int i = 0; i < _counts.Length; i++)
            sum += _counts[i] * LogBuckets.ValueMs(i);
        return sum / Count;
    }

    /// <summary>Whether two sketches hold the same counts.</summary>
    /// <param name="other">Another sketch.</param>
    public bool HoldsSameAs(QuantileSketch other) => _counts.AsSpan().SequenceEqual(other._counts);
}
