using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Simulation.Output;

namespace Shipments.Bench.Judging;

/// <summary>The verdicts on all worlds of a run.</summary>
internal sealed class Judgement
{
    public Judgement(WorldArguments.World asked, IReadOnlyList<JudgedWorld> worlds, string command, TimeSpan took)
    {
        (Asked, Worlds, Command, Took) = (asked, worlds, command, took);
        Scores = new EtaScores(worlds[0].Scores.Names);
        foreach (JudgedWorld world in worlds)
            Scores.Add(world.Scores);
    }

    public WorldArguments.World Asked { get; }

    public IReadOnlyList<JudgedWorld> Worlds { get; }

    public string Command { get; }

    public TimeSpan Took { get; }

    /// <summary>Of all worlds together.</summary>
    public EtaScores Scores { get; }

    /// <summary>The place of the product among the predictors; −1 when the baselines stand alone.</summary>
    public int Product => Scores.Names.Count > JudgeParts.BaselinesCount ? 0 : -1;

    /// <summary>The baseline with the least error.</summary>
    public int BestBaseline => Enumerable.Range(Product + 1, JudgeParts.BaselinesCount).MinBy(i => Scores.All[i].MeanAbsoluteDays);

    /// <summary>By which part the product's error is below that of the best baseline; 0 without a product.</summary>
    public double Gain => GainOf(Scores);

    /// <summary>Whether totals are exact and every whole payload was read.</summary>
    public bool IsGood => Worlds.All(world => world.LaneDifferences.Count == 0 && world.Differing == 0 && world.Counts.WholeRefused == 0 && world.Counts.Refused == 0);

    /// <summary>The same of other scores: of one world.</summary>
    public double GainOf(EtaScores scores)
    {
        if (Product < 0 || scores.All[Product].Count == 0)
            return 0;
        double best = Enumerable.Range(Product + 1, JudgeParts.BaselinesCount).Min(i => scores.All[i].MeanAbsoluteDays);
        return 1 - (scores.All[Product].MeanAbsoluteDays / best);
    }
}
