namespace Shipments.Domain.Parcels.Merging;

/// <summary>A parcel that is to be merged, as somebody found it a moment ago. It decides itself when it is asked.</summary>
/// <param name="ParcelId">Its id.</param>
/// <param name="ScanCount">How many scans it has.</param>
/// <param name="Rejection">Why it cannot be merged, <see cref="Rejection.None"/> when it can.</param>
/// <param name="Detail">With a rejection: a sentence.</param>
public sealed record MergeCandidate(string ParcelId, int ScanCount, Rejection Rejection, string Detail);
