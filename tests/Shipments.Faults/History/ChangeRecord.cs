namespace Shipments.Faults.History;

/// <summary>A change as the stream of changes gave it.</summary>
/// <param name="Parcel">The id of the parcel.</param>
/// <param name="Version">The version after it.</param>
/// <param name="ScanIds">The scans that came with it.</param>
internal sealed record ChangeRecord(string Parcel, long Version, IReadOnlyList<string> ScanIds);
