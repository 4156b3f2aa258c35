namespace Shipments.Faults.History;

/// <summary>A read of a parcel.</summary>
/// <param name="Seen">Bit n: it showed the scan with ordinal n.</param>
/// <param name="From">When it was first sent, in ticks of the machine's monotonic clock.</param>
/// <param name="To">When its answer came.</param>
internal readonly record struct ReadRecord(ulong Seen, long From, long To);
