using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Judging.Choices;

/// <summary>Chooses a lane for a parcel. It knows what lanes counted, and nothing of the truth.</summary>
internal interface ILaneChooser
{
    /// <summary>What the report calls it.</summary>
    string Name { get; }

    /// <summary>The lane it takes; null when it takes none of them.</summary>
    /// <param name="question">For what parcel.</param>
    TradeLane? Choose(ChoiceQuestion question);

    /// <summary>The lanes it would take were it worth other amounts that the parcel is in time.</summary>
    /// <param name="question">For what parcel.</param>
    /// <param name="worths">The amounts.</param>
    IReadOnlyList<TradeLane?> ChooseAt(ChoiceQuestion question, IReadOnlyList<decimal> worths) => [.. worths.Select(worth => Choose(question with { LateCost = worth }))];
}
