using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>One event of a payload: read, or what was wrong with it. Exactly one of both is there.</summary>
/// <param name="Fact">The scan, complete with its id.</param>
/// <param name="Fault">Why it could not be read.</param>
public sealed record PayloadScan(ScanFact? Fact, PayloadFault? Fault);
