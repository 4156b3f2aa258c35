namespace Shipments.Bench.Report;

/// <summary>An axis: where its ticks are, and where a value lies on it, 0 at the begin and 1 at the end. Immutable.</summary>
internal sealed class AxisScale
{
    private const int FewDecades = 2;

    private static readonly int[] Steps = [1, 2, 5, 10];

    private readonly bool _isLog;
    private readonly double _from;
    private readonly double _to;

    private AxisScale(bool isLog, double from, double to, IReadOnlyList<double> ticks)
    {
        (_isLog, _from, _to, Ticks) = (isLog, from, to, ticks);
    }

    /// <summary>Round values to write beside it.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Even steps of 1, 2 or 5 times a power of ten, from zero to past the greatest value.</summary>
    /// <param name="max">The greatest value.</param>
    /// <param name="ticks">About so many ticks.</param>
    public static AxisScale Linear(double max, int ticks)
    {
        double rough = Math.Max(max, 1e-6) / ticks;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = Steps.First(factor => factor * power >= rough * 0.9999) * power;
        int count = (int)Math.Ceiling((Math.Max(max, 1e-6) / step) - 1e-9);
        return new AxisScale(false, 0, count * step, [.. Enumerable.Range(0, count + 1).Select(i => i * step)]);
    }

    /// <summary>Exactly from zero to a value, with round ticks.</summary>
    public static AxisScale Exact(double max, int ticks)
    {
        AxisScale round = Linear(max, ticks);
        return new AxisScale(false, 0, Math.Max(max, 1e-6), [.. round.Ticks.Where(tick => tick <= max)]);
    }

    /// <summary>Powers of ten around the values; where there is but one step or two of them, also twice and five times each.</summary>
    public static AxisScale Logarithmic(double min, double max)
    {
        double from = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(min, 1e-3))));
        double to = Math.Pow(10, Math.Ceiling(Math.Log10(Math.Max(max, from * 10))));
        int decades = (int)Math.Round(Math.Log10(to / from));
        IEnumerable<double> ticks = Enumerable.Range(0, decades + 1).Select(i => from * Math.Pow(10, i));
        if (decades <= FewDecades)
            ticks = ticks.SkipLast(1).SelectMany(tick => new[] { tick, 2 * tick, 5 * tick }).Append(to);
        return new AxisScale(true, from, to, [.. ticks]);
    }

    /// <summary>Where a value lies; values outside lie at the ends.</summary>
    public double At(double value) => _isLog
        ? Math.Clamp(Math.Log(Math.Max(value, _from) / _from) / Math.Log(_to / _from), 0, 1)
        : Math.Clamp((value - _from) / (_to - _from), 0, 1);
}
