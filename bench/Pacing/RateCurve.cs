namespace Shipments.Bench.Pacing;

/// <summary>How the rate of a run goes up and down: straight lines between points. Immutable.</summary>
internal sealed class RateCurve
{
    private readonly (double At, double Factor)[] _points;

    /// <summary>Makes one.</summary>
    /// <param name="points">Place in the run, rising, the first at 0 and the last at 1; and the factor on the rate there, not negative.</param>
    /// <exception cref="ArgumentException">They are not such.</exception>
    public RateCurve(params (double At, double Factor)[] points)
    {
        bool isGood = points.Length >= 2 && points[0].At == 0 && points[^1].At == 1 && points.All(point => point.Factor >= 0)
            && points.Zip(points.Skip(1)).All(pair => pair.First.At <= pair.Second.At);
        if (!isGood)
            throw new ArgumentException("The points of a curve begin at 0, rise, and end at 1.", nameof(points));
        _points = points;
    }

    /// <summary>The same rate all the time.</summary>
    public static RateCurve Flat { get; } = new((0, 1), (1, 1));

    /// <summary>A day pressed into the run: quiet at night, a rise in the morning, most in the evening.</summary>
    public static RateCurve Day { get; } = new((0, 0.45), (0.2, 0.25), (0.4, 0.8), (0.55, 0.75), (0.8, 1), (1, 0.5));

    /// <summary>Singles' Day: the evening before, the wave at midnight, a slow ebb, and a second wave in the morning.</summary>
    public static RateCurve SinglesDay { get; } =
        new((0, 0.15), (0.2, 0.25), (0.24, 1), (0.38, 0.95), (0.55, 0.55), (0.68, 0.45), (0.76, 0.8), (0.86, 0.75), (1, 0.4));

    /// <summary>A third of the run as usual, a third at so many times the rate, a third as usual again.</summary>
    public static RateCurve Overload(double times) => new((0, 1), (1 / 3.0, 1), (1 / 3.0, times), (2 / 3.0, times), (2 / 3.0, 1), (1, 1));

    /// <summary>The factor at a place of the run, 0 to 1; at a step the one after it.</summary>
    public double At(double place)
    {
        for (int i = _points.Length - 1; i > 0; i--)
        {
            (double from, double low) = _points[i - 1];
            (double to, double high) = _points[i];
            if (place >= from && to > from)
                return low + ((high - low) * Math.Min(1, (place - from) / (to - from)));
        }

        return _points[0].Factor;
    }

    /// <summary>The greatest factor.</summary>
    public double Peak => _points.Max(point => point.Factor);

    /// <summary>The mean factor.</summary>
    public double Mean => _points.Zip(_points.Skip(1))
        .Sum(pair => (pair.Second.At - pair.First.At) * (pair.First.Factor + pair.Second.Factor) / 2);
}
