namespace Shipments.Domain.Scans;

/// <summary>How well a milestone or a time is known. The numbers are those of the public enum of the same name, and of the journal: fixed for ever.</summary>
public enum Confidence
{
    /// <summary>Nothing was said.</summary>
    None = 0,

    /// <summary>Said by a physical scan.</summary>
    Scanned = 1,

    /// <summary>Said by a carrier without a scan, or follows from a later scan.</summary>
    Inferred = 2,

    /// <summary>Said by somebody who does not hold the parcel.</summary>
    Claimed = 3,
}
