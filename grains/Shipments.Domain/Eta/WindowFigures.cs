using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>How windows of one kind did against the first attempts. An attempt at the end of a window is in it.</summary>
public sealed class WindowFigures
{
    private static readonly double[] Levels = [0.5, 0.8, 0.95];

    private readonly long[] _in = new long[Levels.Length];
    private readonly double[] _pinball = new double[Levels.Length];
    private double _absoluteDays;
    private double _days;

    /// <summary>Attempts that a window was announced for.</summary>
    public long Attempts { get; private set; }

    /// <summary>How far the P50 was from the attempt, in days, on average; 0 without any.</summary>
    public double MeanAbsoluteDays => Mean(_absoluteDays);

    /// <summary>How much later than the P50 the attempt was, in days, on average; negative: earlier. 0 without any.</summary>
    public double BiasDays => Mean(_days);

    /// <summary>Attempts not later than the P50, the P80 or the P95.</summary>
    /// <param name="quantile">0, 1 or 2.</param>
    public long In(int quantile) => _in[quantile];

    /// <summary>The pinball loss of the P50, the P80 or the P95, in days, on average: the smaller, the nearer and the better calibrated. 0 without any.</summary>
    /// <param name="quantile">0, 1 or 2.</param>
    public double PinballDays(int quantile) => Mean(_pinball[quantile]);

    internal void Add(int quantile, int bucket, long count)
    {
        int halfDays = bucket - DayGaps.Zero;
        double days = (halfDays - 0.5) / 2;
        _in[quantile] += halfDays <= 0 ? count : 0;
        _pinball[quantile] += count * Math.Max(Levels[quantile] * days, (Levels[quantile] - 1) * days);
        if (quantile != 0)
            return;
        Attempts += count;
        _absoluteDays += count * Math.Abs(days);
        _days += count * days;
    }

    private double Mean(double sum) => Attempts <= 0 ? 0 : sum / Attempts;
}
