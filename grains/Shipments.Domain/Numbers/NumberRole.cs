namespace Shipments.Domain.Numbers;

/// <summary>The part a tracking number plays for a parcel. The numbers are those of the public enum of the same name, and of the journal: fixed for ever.</summary>
public enum NumberRole
{
    /// <summary>Nothing was said.</summary>
    None = 0,

    /// <summary>Platform.</summary>
    Platform = 1,

    /// <summary>First mile.</summary>
    FirstMile = 2,

    /// <summary>Line haul.</summary>
    LineHaul = 3,

    /// <summary>Last mile.</summary>
    LastMile = 4,

    /// <summary>Return.</summary>
    Return = 5,
}
