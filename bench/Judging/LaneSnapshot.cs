using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;
using Shipments.Grains.Lanes;
using PublicDetails = Shipments.V1.LaneDetails;

namespace Shipments.Bench.Judging;

/// <summary>The details of lanes as callers get them, kept from one moment.</summary>
internal static class LaneSnapshot
{
    /// <summary>Takes them.</summary>
    /// <param name="lanes">The lanes, by the whole key.</param>
    /// <param name="nowMs">The moment, in milliseconds since 1970-01-01 UTC.</param>
    /// <exception cref="InvalidDataException">A key is none.</exception>
    public static IReadOnlyDictionary<string, PublicDetails> Of(IReadOnlyDictionary<string, LaneState> lanes, long nowMs) =>
        lanes.ToDictionary(lane => lane.Key, lane => DetailsOf(KeyOf(lane.Key), lane.Value, nowMs), StringComparer.Ordinal);

    private static PublicDetails DetailsOf(LaneKey key, LaneState state, long nowMs) =>
        LaneDetailViews.Of(LaneDetails.Of(state.Cells, nowMs), day => LaneData.Empty.IsWorkday(key.Destination, day));

    private static LaneKey KeyOf(string name) => LaneKey.TryParse(name, out LaneKey key) ? key : throw new InvalidDataException($"The lane '{name}' is no lane's key.");
}
