using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Judging.Choices;

/// <summary>How a seller without figures of its own picks one lane for each corridor and band of weights, once and for all.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="IsExpress">Whether its buyers were sold the shortest days of the corridor; otherwise the middle ones.</param>
/// <param name="IsMeasured">Whether it knows what the first weeks brought; otherwise only what carriers publish.</param>
internal sealed record ChoicePolicy(string Name, bool IsExpress, bool IsMeasured)
{
    /// <summary>The name of the one that picks the cheapest lane that publishes the days it sells.</summary>
    public const string Value = "best value as sold";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ChoicePolicy> All { get; } =
    [
        new("fastest as sold", IsExpress: true, IsMeasured: false),
        new("fastest as measured", IsExpress: true, IsMeasured: true),
        new(Value, IsExpress: false, IsMeasured: false),
        new("best value as measured", IsExpress: false, IsMeasured: true),
    ];

    /// <summary>The days that buyers are sold.</summary>
    public double DaysOf(IReadOnlyList<TradeLane> candidates)
    {
        double[] days = [.. candidates.Select(lane => lane.PromiseDays).Order()];
        return IsExpress ? days[0] : days[days.Length / 2];
    }

    /// <summary>The lane it takes for a band of weights.</summary>
    /// <param name="candidates">The lanes of a corridor.</param>
    /// <param name="cost">What each costs.</param>
    /// <param name="onTime">The share of the first weeks that was in time on each.</param>
    public TradeLane Pick(IReadOnlyList<TradeLane> candidates, Func<TradeLane, decimal> cost, Func<TradeLane, double> onTime)
    {
        double days = DaysOf(candidates);
        IEnumerable<TradeLane> sold = candidates.Where(lane => lane.PromiseDays <= days);
        TradeLane asSold = (IsExpress ? sold.OrderBy(lane => lane.PromiseDays).ThenBy(cost) : sold.OrderBy(cost)).First();
        if (!IsMeasured)
            return asSold;

        // The best that costs no more than the express as sold; or what a parcel that is in time costs least on.
        return IsExpress
            ? candidates.Where(lane => cost(lane) <= cost(asSold)).OrderByDescending(onTime).ThenBy(cost).First()
            : candidates.OrderBy(lane => (double)cost(lane) / Math.Max(0.01, onTime(lane))).First();
    }
}
