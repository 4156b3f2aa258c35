namespace Shipments.Bench.Traffic;

/// <summary>
/// The numbers from 0 up to a count in an order in which neighbours lie far apart, each once, without a table: so that parcels met one after another
/// are no neighbours in the database. Immutable and thread-safe.
/// </summary>
internal sealed class Shuffle
{
    // Steps of this part of the whole come back near none of those before.
    private const double GoldenPart = 0.6180339887498949;
    private const int PurposeOfFirst = 31;

    private readonly int _count;
    private readonly long _step;
    private readonly long _first;

    /// <summary>Makes one.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="seed">Decides which comes first.</param>
    public Shuffle(int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _count = count;
        _step = Math.Max(1, (long)(count * GoldenPart));
        while (Divisor(_step, count) != 1)
            _step++;
        _first = (long)(Mix.Of(seed, 0, PurposeOfFirst) % (ulong)count);
    }

    /// <summary>How many there are.</summary>
    public int Count => _count;

    /// <summary>The number at a place of the order; after the last comes the first again.</summary>
    /// <param name="place">From 0.</param>
    public int At(long place) => (int)(((place % _count * _step) + _first) % _count);

    private static long Divisor(long one, long other)
    {
        while (other != 0)
            (one, other) = (other, one % other);
        return one;
    }
}
