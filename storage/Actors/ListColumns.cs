namespace Shipments.Storage;

/// <summary>What lists and searches filter and order parcels by; written with the state row, and only when one of them changed.</summary>
/// <param name="Phase">The number of the phase.</param>
/// <param name="Lane">The lane's key.</param>
/// <param name="Flags">A bit a flag.</param>
/// <param name="CreatedMs">Registration, in milliseconds since 1970-01-01 UTC, as the others.</param>
/// <param name="LastEventMs">The newest scan's event time, 0 for none.</param>
/// <param name="EtaMs">The end of the expected window, 0 for none.</param>
public sealed record ListColumns(int Phase, string Lane, long Flags, long CreatedMs, long LastEventMs, long EtaMs);
