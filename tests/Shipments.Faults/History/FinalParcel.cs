namespace Shipments.Faults.History;

/// <summary>A parcel as it was read when all faults were healed.</summary>
/// <param name="ParcelId">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="OnLane">What its lane counts of it.</param>
/// <param name="Scans">Key and id of each of its scans.</param>
internal sealed record FinalParcel(string ParcelId, long Version, LaneParcel OnLane, IReadOnlyList<(string Key, string Id)> Scans);
