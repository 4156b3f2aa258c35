namespace Shipments.Bench.Traffic;

/// <summary>Numbers that look random and depend on nothing but what they are made of: the same seed gives the same traffic on any machine.</summary>
internal static class Mix
{
    private const double UnitStep = 1.0 / (1UL << 53);

    /// <summary>A number of 64 bits for an index under a seed; <paramref name="purpose"/> tells apart what is asked for one index.</summary>
    public static ulong Of(int seed, long index, int purpose)
    {
        ulong value = Round(unchecked((ulong)seed * 0x9E3779B97F4A7C15) ^ unchecked((ulong)purpose * 0xD1B54A32D192ED03));
        return Round(value ^ unchecked((ulong)index));
    }

    /// <summary>The same as a number from 0 up to and not including 1.</summary>
    public static double Unit(int seed, long index, int purpose) => (Of(seed, index, purpose) >> 11) * UnitStep;

    // The finalizer of SplitMix64.
    private static ulong Round(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
