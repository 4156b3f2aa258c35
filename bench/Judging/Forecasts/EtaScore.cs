namespace Shipments.Bench.Judging.Forecasts;

/// <summary>How guesses did.</summary>
internal sealed class EtaScore
{
    private const double DayMs = 86_400_000;

    private double _absoluteMs;
    private double _ms;

    public long Count { get; private set; }

    /// <summary>Those that said a P80.</summary>
    public long Windows { get; private set; }

    /// <summary>Those of which the attempt came by the P80.</summary>
    public long InP80 { get; private set; }

    /// <summary>Those of which it came by the P50.</summary>
    public long InP50 { get; private set; }

    /// <summary>How far the P50 was from the attempt, in days, on average.</summary>
    public double MeanAbsoluteDays => Count == 0 ? 0 : _absoluteMs / Count / DayMs;

    /// <summary>How much later than the P50 the attempt was, in days, on average.</summary>
    public double BiasDays => Count == 0 ? 0 : _ms / Count / DayMs;

    public double P80Share => Windows == 0 ? 0 : (double)InP80 / Windows;

    public double P50Share => Windows == 0 ? 0 : (double)InP50 / Windows;

    public void Add(in EtaGuess guess, long attemptMs)
    {
        Count++;
        _absoluteMs += Math.Abs(attemptMs - guess.P50Ms);
        _ms += attemptMs - guess.P50Ms;
        if (guess.P80Ms == 0)
            return;
        Windows++;
        InP80 += attemptMs <= guess.P80Ms ? 1 : 0;
        InP50 += attemptMs <= guess.P50Ms ? 1 : 0;
    }

    /// <summary>Adds those of another one.</summary>
    public void Add(EtaScore other)
    {
        Count += other.Count;
        _absoluteMs += other._absoluteMs;
        _ms += other._ms;
        Windows += other.Windows;
        InP80 += other.InP80;
        InP50 += other.InP50;
    }
}
