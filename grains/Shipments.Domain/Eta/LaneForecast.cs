using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>What windows of one lane are made with. Immutable and thread-safe.</summary>
/// <param name="slots">By slot; null where too little was seen.</param>
internal sealed class LaneForecast(SlotForecast?[] slots)
{
    /// <summary>The window of a parcel that has stood at a point for some time; null when too little was seen.</summary>
    public EtaWindow? Window(EtaPoint point, long sinceMs, long nowMs)
    {
        // Where too little was seen of so long a stay, a shorter one has to do.
        int stay = EtaSlots.StayAfter(nowMs - sinceMs);
        while (stay > 0 && slots[EtaSlots.Of(point, stay)] is null)
            stay--;
        if (slots[EtaSlots.Of(point, stay)] is not { } forecast)
            return null;
        long fromMs = sinceMs + EtaSlots.AfterMs(stay);
        Span<double> ages = stackalloc double[5];
        Span<double> shares = stackalloc double[5];
        Span<int> places = stackalloc int[5];
        Order(forecast.Shares, shares, places);

        CurveShares.Find(forecast.Of(LaneWeeks.WeekdayOf(fromMs)), Math.Max(0, nowMs - fromMs), shares, ages);
        Span<long> times = stackalloc long[5];
        for (int i = 0; i < ages.Length; i++)
            times[places[i]] = Minute(Math.Max(nowMs, fromMs + ages[i]));
        return new EtaWindow(times[0], times[1], times[2], point, sinceMs, forecast.Level, forecast.Observations, times[3], times[4]);
    }

    // The shares in rising order, and where each one's time goes: P50, P80, P95, and the first two without a correction.
    private static void Order(ReadOnlySpan<double> corrected, Span<double> shares, Span<int> places)
    {
        int count = 0;
        for (int place = 0; place < shares.Length; place++)
        {
            double share = place < corrected.Length ? corrected[place] : ShareCorrection.Nominal[place - corrected.Length];
            int at = count++;
            for (; at > 0 && shares[at - 1] > share; at--)
                (shares[at], places[at]) = (shares[at - 1], places[at - 1]);
            (shares[at], places[at]) = (share, place);
        }
    }

    // Whole minutes, not before the time itself.
    private static long Minute(double ms) => ((long)Math.Ceiling(ms / 60_000)) * 60_000;
}
