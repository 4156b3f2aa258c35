namespace Shipments.Domain.Scans;

/// <summary>Where the offset of a local time came from. The numbers are those of the public enum of the same name, and of the journal: fixed for ever.</summary>
public enum ZoneSource
{
    /// <summary>Nothing was said.</summary>
    Unspecified = 0,

    /// <summary>The carrier stated an offset or UTC.</summary>
    Explicit = 1,

    /// <summary>From the office's zone.</summary>
    Office = 2,

    /// <summary>From the country's zone.</summary>
    Country = 3,

    /// <summary>Nobody knows: the time is an interval.</summary>
    None = 4,
}
