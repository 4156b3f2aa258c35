namespace Shipments.Bench.Judging.Choices;

/// <summary>Puts the results of several worlds together: each parcel counts the same.</summary>
internal static class ChoiceTotals
{
    /// <summary>One result for each policy, chooser and corridor, in the order in which they come.</summary>
    public static IReadOnlyList<ChoiceResult> Of(IEnumerable<ChoiceResult> results) =>
        [.. results.GroupBy(result => (result.Policy, result.Chooser, result.Corridor)).Select(same => Sum([.. same]))];

    private static ChoiceResult Sum(ChoiceResult[] same)
    {
        long parcels = same.Sum(result => result.Parcels);
        double Mean(Func<ChoiceResult, double> of) => same.Sum(result => of(result) * result.Parcels) / parcels;
        string[] picked = [.. same.Select(result => result.StaticLane).Distinct()];
        return same[0] with
        {
            StaticLane = picked.Length == 1 ? picked[0] : string.Join(", ", picked),
            Parcels = parcels,
            Moved = same.Sum(result => result.Moved),
            StaticOnTime = Mean(result => result.StaticOnTime),
            ChosenOnTime = Mean(result => result.ChosenOnTime),
            StaticCost = Mean(result => result.StaticCost),
            ChosenCost = Mean(result => result.ChosenCost),
            BestOnTime = Mean(result => result.BestOnTime),
        };
    }
}
