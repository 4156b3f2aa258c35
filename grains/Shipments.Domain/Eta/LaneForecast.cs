namespace Shipments.Domain.Eta;

/// <summary>What windows of one lane are made with. Immutable and thread-safe.</summary>
internal sealed class LaneForecast
{
    private readonly PointForecast?[] _points;
    private readonly float[] _weekdays;

    /// <param name="points">By point.</param>
    /// <param name="weekdays">How the hazard changes by the weekday, from Monday as 0; 1 on average.</param>
    public LaneForecast(PointForecast?[] points, float[] weekdays) => (_points, _weekdays) = (points, weekdays);

    /// <summary>The window of a parcel that has stood at a point for some time; null when too little was seen.</summary>
    public EtaWindow? Window(EtaPoint point, long sinceMs, long nowMs)
    {
        if (_points[(int)point] is not { } forecast)
            return null;
        Span<double> ages = stackalloc double[5];
        Span<double> shares = stackalloc double[5];
        Span<int> places = stackalloc int[5];
        Order(forecast.Shares, shares, places);

        // Who is on the vehicle is tried on that vehicle's day, whatever day it is.
        CurveWalk.Find(forecast.Curve, point == EtaPoint.OutForDelivery ? [] : _weekdays, sinceMs, nowMs, shares, ages);
        Span<long> times = stackalloc long[5];
        for (int i = 0; i < ages.Length; i++)
            times[places[i]] = Minute(Math.Max(nowMs, sinceMs + ages[i]));
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
