using Shipments.Domain.Parcels;

namespace Shipments.Bench.Judging.Forecasts;

/// <summary>A moment at which all predictors were asked of a parcel.</summary>
/// <param name="Phase">Where the parcel was.</param>
/// <param name="Milestone">What it was just told to have reached for the first time; none for a moment between.</param>
/// <param name="IsAnnounced">Whether the product announced a window at this moment.</param>
/// <param name="NowMs">When, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="Guesses">What they answered, in their order; null when one of them had nothing to say.</param>
internal readonly record struct EtaMoment(Phase Phase, MilestoneKind Milestone, bool IsAnnounced, long NowMs, EtaGuess[]? Guesses);
