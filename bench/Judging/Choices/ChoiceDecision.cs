using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Judging.Choices;

/// <summary>A parcel for which lanes were chosen, and how it fared on each.</summary>
/// <param name="Parcel">Its number in the world.</param>
/// <param name="Candidates">The lanes it might have taken, each with its price.</param>
/// <param name="PostedDay">The day on which it was posted, from 1970-01-01 as 0.</param>
internal sealed record ChoiceDecision(int Parcel, IReadOnlyList<(TradeLane Lane, decimal Cost)> Candidates, int PostedDay)
{
    /// <summary>Who chose what against which policy.</summary>
    public List<(ChoicePolicy Policy, string Chooser, TradeLane Picked, TradeLane Chosen, int DeadlineDay)> Choices { get; } = [];

    /// <summary>By lane the day of the first attempt; <see cref="int.MaxValue"/> for never. A lane on which it has not ended is missing.</summary>
    public Dictionary<string, int> TriedDays { get; } = new(StringComparer.Ordinal);

    /// <summary>What it costs on a lane.</summary>
    public decimal CostOf(TradeLane lane) => Candidates.First(candidate => candidate.Lane == lane).Cost;

    /// <summary>Whether it was tried in time on a lane.</summary>
    public bool IsOnTime(TradeLane lane, int deadlineDay) => TriedDays[lane.Name] <= deadlineDay;
}
