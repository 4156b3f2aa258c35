namespace Shipments.Bench.Compare;

/// <summary>The runs of one contender and one workload together.</summary>
/// <param name="Workload">What.</param>
/// <param name="Contender">Who.</param>
/// <param name="PerSecond">The median.</param>
/// <param name="Least">Of the rounds.</param>
/// <param name="Most">Of the rounds.</param>
/// <param name="P50">The median of the rounds' medians, in milliseconds.</param>
/// <param name="P99">Likewise.</param>
/// <param name="OursTimes">How many times as much ours did, median by median; 0 without ours.</param>
internal sealed record Medians(
    string Workload, string Contender, double PerSecond, double Least, double Most, double P50, double P99, double OursTimes)
{
    /// <summary>Reckons them, in the order in which workloads and contenders first came.</summary>
    public static IReadOnlyList<Medians> Of(IReadOnlyList<Measured> runs)
    {
        List<Medians> all = [];
        foreach (IGrouping<(string Workload, string Contender), Measured> group in runs.GroupBy(run => (run.Workload, run.Contender)))
        {
            double median = Median(group.Select(run => run.PerSecond));
            Measured[] ours = [.. runs.Where(run => run.Contender == "ours" && run.Workload == ComparedWith(group.Key.Workload))];
            double times = ours.Length == 0 || median <= 0 ? 0 : Median(ours.Select(run => run.PerSecond)) / median;
            all.Add(new Medians(
                group.Key.Workload, group.Key.Contender, median, group.Min(run => run.PerSecond), group.Max(run => run.PerSecond),
                Median(group.Select(run => run.P50)), Median(group.Select(run => run.P99)), times));
        }

        return [.. all.OrderBy(row => all.FindIndex(first => first.Workload == row.Workload))];
    }

    // What the store itself takes is held against what comes through our streams.
    private static string ComparedWith(string workload) => workload == "entries" ? "streamed" : workload;

    /// <summary>The middle of some values; the mean of the two in the middle of an even number.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
