namespace Shipments.Bench.Traffic;

/// <summary>One scan of a parcel's life.</summary>
/// <param name="Carrier">Who scans.</param>
/// <param name="Code">The carrier's code.</param>
/// <param name="Text">The carrier's words.</param>
/// <param name="AtOrigin">In the country the parcel comes from, not where it goes to.</param>
internal sealed record LifeStep(string Carrier, string Code, string Text, bool AtOrigin);
