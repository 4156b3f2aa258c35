using Shipments.Domain.Choice;

namespace Shipments.Domain.Tests.Choice;

/// <summary>
/// A lane's flow by chance: each stage has its own mean for each half hour of the week, days vary together by a fifth, and half hours by what chance
/// does to counts. Nights and weekends are quiet. Strikes, silences and holidays are laid over it.
/// </summary>
internal sealed class SimulatedFlow(int seed, double perHour)
{
    /// <summary>Monday, 2026-01-05.</summary>
    public const long Start = 1_767_571_200_000;

    public const long HourMs = 3_600_000;

    private readonly Random _random = new(seed);
    private readonly Dictionary<int, double> _days = [];
    private readonly Dictionary<long, List<(FlowStage Stage, long At, int Count)>> _later = [];

    public LaneFlow Flow { get; } = new();

    /// <summary>What part of its usual scans a stage has at a time; 1 when nothing is wrong.</summary>
    public Func<FlowStage, long, double> Share { get; set; } = static (_, _) => 1;

    /// <summary>Carriers are asked so seldom, in half hours, each parcel at its own minute: what happened is known evenly within so long.</summary>
    public int PollBins { get; init; } = 1;

    /// <summary>Stages up to this one have parcels.</summary>
    public FlowStage Last { get; init; } = FlowStage.Delivered;

    public long NowMs { get; private set; } = Start;

    /// <summary>The mean of a stage in a half hour.</summary>
    public double Mean(FlowStage stage, long ms)
    {
        long local = ms + ((FlowStages.IsAtOrigin(stage) ? 8 : -5) * HourMs);
        int hour = (int)(local / HourMs % 24);
        int weekday = (int)(((local / (24 * HourMs)) + 3) % 7);
        double day = weekday switch { 6 => 0.02, 5 => 0.4, _ => 1 };
        double shape = hour is >= 8 and < 20 ? 1 : hour is >= 6 and < 23 ? 0.3 : 0.02;
        return perHour / 2 * day * shape;
    }

    /// <summary>Goes on by half hours up to a time.</summary>
    public SimulatedFlow Until(long ms)
    {
        for (; NowMs < ms; NowMs += LaneFlow.BinMs)
        {
            int day = (int)(NowMs / (24 * HourMs));
            if (!_days.TryGetValue(day, out double level))
                _days[day] = level = Math.Exp(0.2 * Gauss());
            for (FlowStage stage = FlowStage.Registered; stage <= Last; stage++)
                Happen(stage, Mean(stage, NowMs) * level * Share(stage, NowMs));
            if (!_later.Remove(NowMs, out List<(FlowStage Stage, long At, int Count)>? known))
                continue;
            foreach ((FlowStage stage, long at, int count) in known)
                Flow.Add(stage, at, NowMs + 2, count);
        }

        return this;
    }

    public static long At(int day, double hour) => Start + (long)(((day * 24) + hour) * HourMs);

    private void Happen(FlowStage stage, double mean)
    {
        for (int bin = 0; bin < PollBins; bin++)
        {
            int count = Poisson(mean / PollBins);
            long knownAt = NowMs + (bin * LaneFlow.BinMs);
            if (!_later.TryGetValue(knownAt, out List<(FlowStage, long, int)>? known))
                _later[knownAt] = known = [];
            if (count > 0)
                known.Add((stage, NowMs + 1, count));
        }
    }

    private int Poisson(double mean)
    {
        if (mean <= 0)
            return 0;
        if (mean > 60)
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * Gauss())));
        double limit = Math.Exp(-mean);
        int count = -1;
        for (double product = 1; product > limit; product *= _random.NextDouble())
            count++;
        return Math.Max(0, count);
    }

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
