namespace Shipments.Domain.Carriers;

/// <summary>A code that no vocabulary knew.</summary>
/// <param name="Carrier">The carrier's short name.</param>
/// <param name="Code">The code; empty for scans without one.</param>
/// <param name="Example">The text it first came with, at most 256 characters.</param>
/// <param name="Count">How often it came.</param>
public sealed record UnmappedCode(string Carrier, string Code, string Example, long Count);
