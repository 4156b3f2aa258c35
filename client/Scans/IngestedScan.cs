using Shipments.V1;

namespace Shipments.Client;

/// <summary>A scan and what became of it.</summary>
/// <param name="Scan">As it was sent.</param>
/// <param name="Outcome">As the server acknowledged it.</param>
public sealed record IngestedScan(Scan Scan, ScanOutcome Outcome);
