namespace Shipments.Bench.Judging.Choices;

/// <summary>How choices did on a corridor, on the same parcels.</summary>
/// <param name="Corridor">The two countries.</param>
/// <param name="Policy">How that lane was picked.</param>
/// <param name="StaticLane">The lane that was picked once.</param>
/// <param name="Parcels">How many choices were made.</param>
/// <param name="Moved">How often another lane was chosen.</param>
/// <param name="StaticOnTime">The share in time on the lane picked once.</param>
/// <param name="ChosenOnTime">The share in time on the lanes chosen.</param>
/// <param name="StaticCost">The cost of a parcel on the lane picked once.</param>
/// <param name="ChosenCost">That of a parcel on the lanes chosen, on average.</param>
/// <param name="BestOnTime">The share in time if each parcel had gone the way that turned out best within the same cost: nobody can do better.</param>
internal sealed record ChoiceResult(
    string Corridor, string Policy, string StaticLane, long Parcels, long Moved, double StaticOnTime, double ChosenOnTime, double StaticCost, double ChosenCost, double BestOnTime);
