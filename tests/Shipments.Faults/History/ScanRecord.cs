namespace Shipments.Faults.History;

/// <summary>A scan as its sender knows it. Times are ticks of the machine's monotonic clock, which all processes share.</summary>
/// <param name="Ordinal">Its place among the scans of its parcel, from 0.</param>
/// <param name="Key">Its text, by which it is found again.</param>
/// <param name="Id">The id the server gave it.</param>
/// <param name="Held">It was acknowledged as held for a number, so it reaches the parcel later.</param>
/// <param name="From">When it was first sent.</param>
/// <param name="To">When its acknowledgement came.</param>
internal sealed record ScanRecord(int Ordinal, string Key, string Id, bool Held, long From, long To);
