namespace Shipments.Domain.Choice;

/// <summary>How much each term counts. The weights of a preference add up to 1.</summary>
internal sealed record RankWeights(double Promise, double Time, double Cost, double Capacity, double CutOff, double Customs, double Status)
{
    private static readonly RankWeights Balanced = new(0.40, 0.15, 0.25, 0.05, 0.05, 0.05, 0.05);
    private static readonly RankWeights Cheapest = new(0.15, 0.05, 0.70, 0.02, 0.02, 0.03, 0.03);
    private static readonly RankWeights Fastest = new(0.25, 0.55, 0.05, 0.03, 0.06, 0.03, 0.03);
    private static readonly RankWeights Reliable = new(0.75, 0.08, 0.05, 0.03, 0.03, 0.03, 0.03);

    public static RankWeights Of(RankPreference preference) => preference switch
    {
        RankPreference.Balanced => Balanced,
        RankPreference.Cheapest => Cheapest,
        RankPreference.Fastest => Fastest,
        RankPreference.Reliable => Reliable,
    };
}
