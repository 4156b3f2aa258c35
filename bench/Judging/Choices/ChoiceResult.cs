namespace Shipments.Bench.Judging.Choices;

/// <summary>How choices did, on the same parcels.</summary>
/// <param name="Corridor">The two countries; empty for all corridors together.</param>
/// <param name="Policy">How the one lane was picked.</param>
/// <param name="Chooser">Who chose for each parcel.</param>
/// <param name="StaticLane">The service that was picked once, or how many, where bands of weights or corridors differ.</param>
/// <param name="Parcels">How many choices were made.</param>
/// <param name="Moved">How often another lane was chosen.</param>
/// <param name="StaticOnTime">The share in time on the lane picked once.</param>
/// <param name="ChosenOnTime">The share in time on the lanes chosen.</param>
/// <param name="StaticCost">The cost of a parcel on the lane picked once, on average.</param>
/// <param name="ChosenCost">That of a parcel on the lanes chosen.</param>
/// <param name="BestOnTime">The share in time of the best that hindsight could have bought for the same money: nobody can do better.</param>
internal sealed record ChoiceResult(
    string Corridor, string Policy, string Chooser, string StaticLane, long Parcels, long Moved, double StaticOnTime, double ChosenOnTime, double StaticCost, double ChosenCost,
    double BestOnTime);
