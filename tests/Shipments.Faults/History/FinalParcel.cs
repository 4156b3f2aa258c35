namespace Shipments.Faults.History;

/// <summary>A parcel as it was read when all faults were healed.</summary>
/// <param name="ParcelId">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Scans">Key and id of each of its scans.</param>
internal sealed record FinalParcel(string ParcelId, long Version, string Lane, string Phase, IReadOnlyList<(string Key, string Id)> Scans);
