namespace Shipments.Bench.Pacing;

/// <summary>
/// The moments at which the calls of an open loop are meant to be sent, whatever becomes of those before. Even ones lie as far apart as the rate says;
/// random ones come as from many callers who know nothing of each other (Poisson). The warm-up has the rate of the run's begin.
/// </summary>
/// <param name="curve">How the rate changes in the time that counts.</param>
/// <param name="perSecond">The rate at a factor of 1; above 0.</param>
/// <param name="warmUp">Before the curve begins.</param>
/// <param name="duration">Of the curve.</param>
/// <param name="random">The gaps of random arrivals; null for even ones.</param>
internal sealed class ArrivalSchedule(RateCurve curve, double perSecond, TimeSpan warmUp, TimeSpan duration, Random? random)
{
    // Where the curve is at zero the schedule looks again so much later.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(10);

    private readonly TimeSpan _end = warmUp + duration;
    private TimeSpan _next = TimeSpan.Zero;
    private bool _isFirst = true;

    /// <summary>The next moment, counted from the begin of the run; null at the end.</summary>
    public TimeSpan? Next()
    {
        if (_isFirst && random is null)
            _isFirst = false;
        else
            Advance();
        return _next < _end ? _next : null;
    }

    private void Advance()
    {
        double rate = RateAt(_next);
        while (rate <= 0 && _next < _end)
        {
            _next += Quiet;
            rate = RateAt(_next);
        }

        if (_next >= _end)
            return;
        double gap = random is null ? 1 : -Math.Log(1 - random.NextDouble());
        _next += TimeSpan.FromSeconds(gap / rate);
    }

    private double RateAt(TimeSpan at) => perSecond * curve.At(Math.Clamp((at - warmUp) / duration, 0, 1));
}
