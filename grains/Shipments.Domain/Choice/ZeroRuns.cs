namespace Shipments.Domain.Choice;

/// <summary>Counts of which most are zero, written with each run of zeros as one number below zero: how many.</summary>
internal static class ZeroRuns
{
    /// <summary>Writes counts. What zeros end them is written too, so that as many are read.</summary>
    /// <param name="counts">The counts; none below zero.</param>
    /// <param name="packed">Where they go.</param>
    public static void Pack(ReadOnlySpan<int> counts, ICollection<int> packed)
    {
        int zeros = 0;
        foreach (int count in counts)
        {
            if (count == 0)
            {
                zeros++;
                continue;
            }

            if (zeros > 0)
                packed.Add(-zeros);
            packed.Add(count);
            zeros = 0;
        }

        if (zeros > 0)
            packed.Add(-zeros);
    }

    /// <summary>Reads counts; null when there are more than may be.</summary>
    /// <param name="packed">What <see cref="Pack"/> wrote.</param>
    /// <param name="countsMax">So many may be.</param>
    public static int[]? Unpack(IReadOnlyCollection<int> packed, int countsMax)
    {
        long length = packed.Sum(number => number < 0 ? -(long)number : 1);
        if (length > countsMax)
            return null;
        int[] counts = new int[length];
        int at = 0;
        foreach (int number in packed)
        {
            if (number < 0)
                at -= number;
            else
                counts[at++] = number;
        }

        return counts;
    }
}
