using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Deciding;

/// <summary>What the rules of parcels forecast with.</summary>
internal interface IForecastSource
{
    /// <summary>Makes it anew of the lanes as they are now.</summary>
    void Refresh(IReadOnlyDictionary<string, LaneState> lanes, long nowMs);
}
