namespace Shipments.Domain.Parcels;

/// <summary>What a parcel made of one scan.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="ScanId">The scan's id; never 0.</param>
/// <param name="PhaseAfter">The parcel's phase after it.</param>
/// <param name="Unmapped">No vocabulary knew its code.</param>
/// <param name="Rejection">With <see cref="ScanResultKind.Refused"/>: the rule that refused.</param>
/// <param name="Detail">A sentence with the value that was refused; empty otherwise.</param>
public readonly record struct ScanVerdict(
    ScanResultKind Result, ulong ScanId, Phase PhaseAfter, bool Unmapped, Rejection Rejection, string Detail);
