namespace Shipments.Domain.Parcels.Merging;

/// <summary>How far the merge of a parcel has come. The numbers stand in the journal: fixed for ever.</summary>
public enum AbsorbedKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It was asked and has not handed over all its scans.</summary>
    Asked = 1,

    /// <summary>Its scans count as this parcel's.</summary>
    Merged = 2,

    /// <summary>It refused.</summary>
    Refused = 3,
}
