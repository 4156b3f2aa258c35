using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>
/// Finds the ages at which shares of those who still wait now will have been tried: it adds up the hazard from the present age on, more on
/// weekdays on which the lane tries more. At most a few hundred additions.
/// </summary>
internal static class CurveWalk
{
    private const double DayMs = 86_400_000;
    private const double TailHazard = 0.25;

    /// <summary>The ages.</summary>
    /// <param name="curve">The spread of all ages.</param>
    /// <param name="weekdays">How the hazard changes by the weekday, from Monday as 0; empty: it does not.</param>
    /// <param name="sinceMs">When the point was reached.</param>
    /// <param name="nowMs">The time now.</param>
    /// <param name="shares">The shares, rising; each above 0 and below 1.</param>
    /// <param name="agesMs">As many ages.</param>
    public static void Find(HazardCurve curve, ReadOnlySpan<float> weekdays, long sinceMs, long nowMs, ReadOnlySpan<double> shares, Span<double> agesMs)
    {
        double age = Math.Max(0, nowMs - sinceMs);
        int bucket = EtaBuckets.Of((long)age);
        double reached = curve.UpTo(age, bucket);
        double left = 1 - Math.Exp(reached - curve.Whole);
        if (bucket > curve.Last || left < 1e-4)
        {
            Tail(age, shares, agesMs);
            return;
        }

        Span<double> goals = stackalloc double[shares.Length];
        for (int i = 0; i < goals.Length; i++)
            goals[i] = -Math.Log(1 - (shares[i] * left));
        Walk(curve, weekdays, sinceMs, (age, bucket), goals, agesMs);
    }

    private static void Walk(
        HazardCurve curve, ReadOnlySpan<float> weekdays, long sinceMs, (double Age, int Bucket) from, ReadOnlySpan<double> goals, Span<double> agesMs)
    {
        (double age, int bucket) = from;
        int found = 0;
        double sum = 0;
        while (bucket <= curve.Last)
        {
            double begin = EtaBuckets.FromMs(bucket);
            double end = EtaBuckets.ToMs(bucket);
            double rate = curve.Of(bucket) / (end - begin);
            double to = end;
            if (weekdays.Length > 0)
            {
                long at = sinceMs + (long)age;
                to = Math.Min(end, age + (DayMs - (at % DayMs)));
                rate *= weekdays[LaneWeeks.WeekdayOf(at)];
            }

            double next = sum + (rate * (to - age));
            while (next >= goals[found])
            {
                // Within a piece those who are tried are spread evenly, also where nobody is left at its end.
                agesMs[found] = age + ((to - age) * (1 - Math.Exp(sum - goals[found])) / (1 - Math.Exp(sum - next)));
                if (++found == goals.Length)
                    return;
            }

            sum = next;
            age = to;
            bucket += to >= end ? 1 : 0;
        }

        agesMs[found..].Fill(age);
    }

    // Beyond all that was ever seen: about as long again.
    private static void Tail(double age, ReadOnlySpan<double> shares, Span<double> agesMs)
    {
        double growth = Math.Log((double)EtaBuckets.ToMs(20) / EtaBuckets.FromMs(20)) / TailHazard;
        for (int i = 0; i < shares.Length; i++)
            agesMs[i] = Math.Max(age, DayMs) * Math.Exp(-Math.Log(1 - shares[i]) * growth);
    }
}
