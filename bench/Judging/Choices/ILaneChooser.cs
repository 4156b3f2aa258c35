using Shipments.Bench.Simulation.Networks;
using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Choices;

/// <summary>Chooses a lane for a parcel. It knows what lanes counted, and nothing of the truth.</summary>
internal interface ILaneChooser
{
    /// <summary>What the report calls it.</summary>
    string Name { get; }

    /// <summary>The lane it takes; null when it takes none of them.</summary>
    /// <param name="candidates">The lanes to be had.</param>
    /// <param name="lanes">What lanes counted, by the whole key.</param>
    /// <param name="deadlineMs">When the parcel should have been tried.</param>
    /// <param name="costMax">The most it may cost.</param>
    /// <param name="nowMs">When it is sent.</param>
    TradeLane? Choose(
        IReadOnlyList<TradeLane> candidates, IReadOnlyDictionary<string, LaneState> lanes, long deadlineMs, double costMax, long nowMs);
}
