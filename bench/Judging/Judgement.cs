using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Simulation.Output;

namespace Shipments.Bench.Judging;

/// <summary>The verdicts on all worlds of a run.</summary>
internal sealed class Judgement
{
    public Judgement(WorldArguments.World asked, IReadOnlyList<JudgedWorld> worlds, string command, TimeSpan took)
    {
        (Asked, Worlds, Command, Took) = (asked, worlds, command, took);
        Announced = Sum(worlds.Select(world => world.Announced));
        Milestones = Sum(worlds.Select(world => world.Milestones));
    }

    public WorldArguments.World Asked { get; }

    public IReadOnlyList<JudgedWorld> Worlds { get; }

    public string Command { get; }

    public TimeSpan Took { get; }

    /// <summary>Of all worlds together, whenever the product announced a window.</summary>
    public EtaScores Announced { get; }

    /// <summary>Of all worlds together, whenever a parcel first reached a milestone.</summary>
    public EtaScores Milestones { get; }

    /// <summary>The place of the product among the predictors; −1 when the baselines stand alone.</summary>
    public int Product => Announced.Names.Count > JudgeParts.BaselinesCount ? 0 : -1;

    /// <summary>Alarms on lanes that nothing troubled, in thirty days.</summary>
    public double FalseAlarmsAMonth => Worlds.Sum(world => world.Days) is var days and > 0 ? Worlds.Sum(world => world.FalseAlarms) * 30 / days : 0;

    /// <summary>Whether totals are exact and every whole payload was read.</summary>
    public bool IsGood => Worlds.All(world => world.LaneDifferences.Count == 0 && world.Differing == 0 && world.Counts.WholeRefused == 0 && world.Counts.Refused == 0);

    /// <summary>What a process that judged so ends with: 1 unless all is good.</summary>
    public int ExitCode => IsGood ? 0 : 1;

    /// <summary>The baseline with the least error.</summary>
    /// <param name="scores">Those of all predictors, in their order.</param>
    public int BestBaseline(IReadOnlyList<EtaScore> scores) => Enumerable.Range(Product + 1, JudgeParts.BaselinesCount).MinBy(i => scores[i].MeanAbsoluteDays);

    /// <summary>By which part the product's error is below that of the best baseline; 0 without a product or a guess.</summary>
    /// <param name="scores">Those of all predictors, in their order.</param>
    public double GainOf(IReadOnlyList<EtaScore> scores)
    {
        double best = scores[BestBaseline(scores)].MeanAbsoluteDays;
        return Product < 0 || best <= 0 ? 0 : 1 - (scores[Product].MeanAbsoluteDays / best);
    }

    private static EtaScores Sum(IEnumerable<EtaScores> worlds)
    {
        EtaScores[] all = [.. worlds];
        EtaScores sum = new(all[0].Names);
        foreach (EtaScores scores in all)
            sum.Add(scores);
        return sum;
    }
}
