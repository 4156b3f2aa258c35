using System.Numerics;

namespace Shipments.Bench.Measuring;

/// <summary>
/// Durations in buckets whose width grows with the value, so that every one is known to the same share of itself, as in HdrHistogram. Thread-safe;
/// histograms of one precision add up.
/// </summary>
internal sealed class LatencyHistogram
{
    /// <summary>Values known to 0.4 %.</summary>
    public const int Fine = 9;

    /// <summary>Values known to 3 %, for one second of a run.</summary>
    public const int Coarse = 6;

    private const long ValueMax = 3_600_000_000;

    private readonly int _bits;
    private readonly long[] _counts;
    private long _sum;
    private long _max;

    /// <summary>Makes an empty one.</summary>
    /// <param name="bits">The precision: a value is known to 2^-(bits-1) of itself. 2 to 16.</param>
    public LatencyHistogram(int bits = Fine)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 16);
        _bits = bits;
        _counts = new long[IndexOf(ValueMax) + 1];
    }

    /// <summary>How many values there are.</summary>
    public long Count
    {
        get
        {
            long count = 0;
            foreach (ref long bucket in _counts.AsSpan())
                count += Volatile.Read(ref bucket);
            return count;
        }
    }

    /// <summary>The greatest value, exactly.</summary>
    public TimeSpan Max => TimeSpan.FromMicroseconds(Volatile.Read(ref _max));

    /// <summary>The mean, exactly.</summary>
    public TimeSpan Mean => Count is > 0 and long count ? TimeSpan.FromMicroseconds((double)Volatile.Read(ref _sum) / count) : TimeSpan.Zero;

    /// <summary>Takes a duration; negative ones count as 0 and those above an hour as an hour.</summary>
    public void Record(TimeSpan duration)
    {
        long value = Math.Clamp((long)duration.TotalMicroseconds, 0, ValueMax);
        Interlocked.Increment(ref _counts[IndexOf(value)]);
        Interlocked.Add(ref _sum, value);
        RaiseMax(value);
    }

    /// <summary>Adds the values of another one.</summary>
    /// <exception cref="ArgumentException">It has another precision.</exception>
    public void Add(LatencyHistogram other)
    {
        if (other._bits != _bits)
            throw new ArgumentException($"A histogram of {other._bits} bits cannot be added to one of {_bits}.", nameof(other));
        for (int i = 0; i < _counts.Length; i++)
        {
            if (Volatile.Read(ref other._counts[i]) is > 0 and long count)
                Interlocked.Add(ref _counts[i], count);
        }

        Interlocked.Add(ref _sum, Volatile.Read(ref other._sum));
        RaiseMax(Volatile.Read(ref other._max));
    }

    /// <summary>The value that so many per cent of all do not exceed, to the precision; zero when there is none.</summary>
    /// <param name="percent">0 to 100.</param>
    public TimeSpan At(double percent)
    {
        long count = Count;
        if (count == 0)
            return TimeSpan.Zero;
        long rank = Math.Clamp((long)Math.Ceiling(percent / 100 * count), 1, count);
        for (int i = 0; i < _counts.Length; i++)
        {
            rank -= Volatile.Read(ref _counts[i]);
            if (rank <= 0)
                return TimeSpan.FromMicroseconds(Math.Min(HighestOf(i), Volatile.Read(ref _max)));
        }

        return Max;
    }

    private int IndexOf(long value)
    {
        if (value < 1L << _bits)
            return (int)value;
        int shift = BitOperations.Log2((ulong)value) - (_bits - 1);
        return (shift << (_bits - 1)) + (int)(value >> shift);
    }

    private long HighestOf(int index)
    {
        if (index < 1 << _bits)
            return index;
        int shift = (index >> (_bits - 1)) - 1;
        long mantissa = index - ((long)shift << (_bits - 1));
        return ((mantissa + 1) << shift) - 1;
    }

    private void RaiseMax(long value)
    {
        long seen = Volatile.Read(ref _max);
        while (value > seen && Interlocked.CompareExchange(ref _max, value, seen) is long found && found != seen)
            seen = found;
    }
}
