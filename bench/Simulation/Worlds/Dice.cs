namespace Shipments.Bench.Simulation.Worlds;

/// <summary>
/// Chance that follows from a seed, who draws and what for, and from nothing else: a parcel that goes another way draws the same again, and no order
/// of events changes a draw.
/// </summary>
internal static class Dice
{
    /// <summary>At least 0 and less than 1.</summary>
    public static double Unit(long seed, long who, int what)
    {
        ulong mixed = Mix(Mix(Mix((ulong)seed + 0x9E3779B97F4A7C15) ^ (ulong)who) ^ ((ulong)what * 0xD1B54A32D192ED03));
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Many small values, few great ones, with a mean.</summary>
    public static double Exponential(double unit, double mean) => -mean * Math.Log(1 - unit);

    /// <summary>A hash of two numbers.</summary>
    public static long Hash(long one, long other) => (long)(Mix(Mix((ulong)one + 0x9E3779B97F4A7C15) ^ (ulong)other) >> 1);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
