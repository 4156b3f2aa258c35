namespace Shipments.Domain.Choice;

/// <summary>How likely so few counts are where more were expected.</summary>
public static class CountChances
{
    /// <summary>
    /// A bound from above, good to some percent well below the mean, of the chance to count at most so many when counts vary about their mean as those of chance do and,
    /// beyond that, by a share of the mean: a negative binomial distribution, Poisson's when the share is 0.
    /// </summary>
    /// <param name="count">What was counted; not negative.</param>
    /// <param name="mean">What was expected; above 0.</param>
    /// <param name="variance">The square of the share the mean itself varies by; not negative.</param>
    /// <returns>0 to 1; 1 when the count is not below the mean.</returns>
    public static double AtMost(long count, double mean, double variance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        if (mean <= 0 || count >= mean)
            return 1;
        double log = variance > 0 ? -Math.Log(1 + (mean * variance)) / variance : -mean;
        double ratio = 0;
        for (long i = 0; i < count; i++)
        {
            ratio = (mean * (1 + (i * variance))) / ((i + 1) * (1 + (mean * variance)));
            log += Math.Log(ratio);
        }

        // Below its greatest term the sum falls at least as a geometric row does.
        return ratio <= 1 && count > 0 ? 1 : Math.Min(1, Math.Exp(log) * (count == 0 ? 1 : ratio / (ratio - 1)));
    }

    /// <summary>The lower end of what a share may be, at one standard deviation and a third (nine in ten): Wilson's bound.</summary>
    /// <param name="hits">How many had it; 0 to <paramref name="all"/>. May be broken.</param>
    /// <param name="all">Of how many; 0 gives 0.</param>
    public static double ShareAtLeast(double hits, double all)
    {
        const double Z = 1.2815515655446004;
        if (all <= 0)
            return 0;
        double share = Math.Clamp(hits / all, 0, 1);
        double square = Z * Z / all;
        double middle = share + (square / 2);
        double half = Z * Math.Sqrt((share * (1 - share) / all) + (square / (4 * all)));
        return Math.Clamp((middle - half) / (1 + square), 0, 1);
    }

    /// <summary>The upper end, by the same rule; 1 of nothing.</summary>
    /// <param name="hits">How many had it; 0 to <paramref name="all"/>.</param>
    /// <param name="all">Of how many.</param>
    public static double ShareAtMost(double hits, double all) => all <= 0 ? 1 : 1 - ShareAtLeast(all - Math.Clamp(hits, 0, all), all);
}
