namespace Shipments.Domain.Parcels;

/// <summary>The part of the journey a parcel is on. The numbers are those of the public enum of the same name, and of the journal: fixed for ever.</summary>
public enum Leg
{
    /// <summary>Nothing was said.</summary>
    None = 0,

    /// <summary>First mile.</summary>
    FirstMile = 1,

    /// <summary>Line haul.</summary>
    LineHaul = 2,

    /// <summary>Last mile.</summary>
    LastMile = 3,
}
