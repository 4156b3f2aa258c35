using System.Globalization;
using Shipments.Bench.Judging.Forecasts;

namespace Shipments.Bench.Judging.Goals;

/// <summary>How good forecasts are meant to be.</summary>
internal static class ForecastGoals
{
    /// <summary>The least share of attempts that should come by the P80.</summary>
    public const double P80Min = 0.77;

    /// <summary>The greatest.</summary>
    public const double P80Max = 0.83;

    /// <summary>By at least this part the product's error should be below that of the best baseline.</summary>
    public const double GainMin = 0.25;

    // Fewer guesses say nothing of a stage.
    private const int GuessesMin = 50;

    /// <summary>Whether so many came by the P80 as were said to.</summary>
    public static bool IsHonest(EtaScore product) => product.P80Share is >= P80Min and <= P80Max;

    /// <summary>Both goals at one kind of moments.</summary>
    /// <param name="judgement">The verdicts.</param>
    /// <param name="scores">Those at these moments.</param>
    /// <param name="moments">What the moments are called: "at …".</param>
    public static IEnumerable<Goal> Of(Judgement judgement, EtaScores scores, string moments)
    {
        bool isJudged = judgement.Product >= 0 && scores.All[judgement.Product].Windows > 0;
        EtaScore product = scores.All[Math.Max(0, judgement.Product)];
        double gain = judgement.GainOf(scores.All);
        yield return new Goal($"77 to 83 % of attempts come by the P80, {moments}", isJudged ? Share(product.P80Share) : "–", isJudged ? IsHonest(product) : null);
        yield return new Goal(
            $"Error of the P50 at least 25 % below the best baseline, {moments}",
            isJudged ? $"{Share(gain)} below {scores.Names[judgement.BestBaseline(scores.All)]}" : "–", isJudged ? gain >= GainMin : null);
    }

    /// <summary>What is weak at a stage, in words; empty when both goals are met there, or too few were asked.</summary>
    /// <param name="judgement">The verdicts.</param>
    /// <param name="stage">The scores of all predictors at the stage.</param>
    public static string Weakness(Judgement judgement, IReadOnlyList<EtaScore> stage)
    {
        if (judgement.Product < 0 || stage[judgement.Product].Count < GuessesMin)
            return "";
        EtaScore product = stage[judgement.Product];
        double gain = judgement.GainOf(stage);
        List<string> weak = [];
        if (gain < GainMin)
            weak.Add(gain < 0 ? $"error {Share(-gain)} above" : $"error {Share(gain)} below");
        if (!IsHonest(product))
            weak.Add($"P80 {Share(product.P80Share)}");
        return string.Join(", ", weak);
    }

    private static string Share(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
