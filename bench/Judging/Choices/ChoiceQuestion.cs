using Shipments.Bench.Simulation.Networks;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Choices;

/// <summary>For what parcel a lane is chosen.</summary>
/// <param name="Candidates">The lanes to be had.</param>
/// <param name="Lanes">What lanes counted, by the whole key.</param>
/// <param name="Grams">Its weight.</param>
/// <param name="DeadlineDay">The day on which it should have been tried, from 1970-01-01 as 0.</param>
/// <param name="CostMax">The most it may cost.</param>
/// <param name="LateCost">What it is worth that it is in time.</param>
/// <param name="Usual">The lane picked once.</param>
/// <param name="NowMs">When it is posted, in milliseconds since 1970-01-01 UTC.</param>
internal sealed record ChoiceQuestion(
    IReadOnlyList<TradeLane> Candidates, IReadOnlyDictionary<string, LaneState> Lanes, int Grams, int DeadlineDay, decimal CostMax, decimal LateCost, TradeLane Usual,
    long NowMs);
