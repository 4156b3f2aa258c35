namespace Shipments.Domain.Eta;

/// <summary>Finds the ages at which shares of those who still wait now will have been tried. A look-up in a sorted array for each.</summary>
internal static class CurveShares
{
    private const double DayMs = 86_400_000;
    private const double TailHazard = 0.25;

    /// <summary>The ages.</summary>
    /// <param name="curve">The spread of all ages.</param>
    /// <param name="ageMs">How old it is now; not negative.</param>
    /// <param name="shares">The shares, rising; each above 0 and below 1.</param>
    /// <param name="agesMs">As many ages.</param>
    public static void Find(HazardCurve curve, double ageMs, ReadOnlySpan<double> shares, Span<double> agesMs)
    {
        int bucket = EtaBuckets.Of((long)ageMs);
        double reached = curve.UpTo(ageMs, bucket);
        double left = 1 - Math.Exp(reached - curve.Whole);
        bool isBeyond = bucket > curve.Last || left < 1e-4;
        for (int i = 0; i < shares.Length; i++)
            agesMs[i] = isBeyond ? Tail(ageMs, shares[i]) : curve.AgeAt(reached - Math.Log(1 - (shares[i] * left)), ageMs);
    }

    // Beyond all that was ever seen: about as long again.
    private static double Tail(double ageMs, double share)
    {
        double growth = Math.Log((double)EtaBuckets.ToMs(20) / EtaBuckets.FromMs(20)) / TailHazard;
        return Math.Max(ageMs, DayMs) * Math.Exp(-Math.Log(1 - share) * growth);
    }
}
