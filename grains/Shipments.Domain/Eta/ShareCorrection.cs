namespace Shipments.Domain.Eta;

/// <summary>
/// Corrects the shares that windows are taken at by what became of earlier ones: where fewer attempts than 80 % came by the raw P80, the P80 is
/// taken further out. Small, bounded, and none without observations.
/// </summary>
internal static class ShareCorrection
{
    private const double Half = 0.5;
    private const double Most = 0.8;
    private const double NearlyAll = 0.95;

    /// <summary>The shares of windows without a correction.</summary>
    public static ReadOnlySpan<double> Nominal => [Half, Most, NearlyAll];

    /// <summary>The shares of the bands when windows are right.</summary>
    private static ReadOnlySpan<double> Right => [Half, Most - Half, 1 - Most];

    /// <summary>The shares to take P50, P80 and P95 at.</summary>
    /// <param name="own">The lane's windows by band.</param>
    /// <param name="tenant">Those of all lanes.</param>
    /// <param name="shares">Three shares, rising.</param>
    public static void Write(ReadOnlySpan<float> own, ReadOnlySpan<float> tenant, Span<double> shares)
    {
        Span<double> bands = stackalloc double[EtaCounts.Bands];
        Span<double> prior = stackalloc double[EtaCounts.Bands];
        Shrink(tenant, Right, EtaTuning.CoverageTenantPrior, prior);
        Shrink(own, prior, EtaTuning.CoveragePrior, bands);
        double byHalf = bands[0];
        double byMost = bands[0] + bands[1];
        for (int i = 0; i < shares.Length; i++)
            shares[i] = Bounded(Nominal[i], Needed(i == 1 ? EtaTuning.MostWanted : Nominal[i], byHalf, byMost));
    }

    private static void Shrink(ReadOnlySpan<float> seen, ReadOnlySpan<double> prior, double weight, Span<double> shares)
    {
        double all = weight;
        foreach (float count in seen)
            all += count;
        for (int i = 0; i < shares.Length; i++)
            shares[i] = (seen[i] + (weight * prior[i])) / all;
    }

    // What share was taken where so many attempts had come: straight lines between the points that are known.
    private static double Needed(double wanted, double byHalf, double byMost)
    {
        if (wanted <= byHalf)
            return Half * wanted / Math.Max(byHalf, 0.01);
        if (wanted <= byMost)
            return Half + ((Most - Half) * (wanted - byHalf) / Math.Max(byMost - byHalf, 0.01));
        return Most + ((1 - Most) * (wanted - byMost) / Math.Max(1 - byMost, 0.01));
    }

    private static double Bounded(double nominal, double needed)
    {
        double odds = Odds(nominal);
        double moved = Math.Clamp(Odds(Math.Clamp(needed, 0.001, 0.999)), odds - EtaTuning.CorrectionMax, odds + EtaTuning.CorrectionMax);
        return 1 / (1 + Math.Exp(-moved));
    }

    private static double Odds(double share) => Math.Log(share / (1 - share));
}
