namespace Shipments.Domain.Lanes;

/// <summary>A part of the way that is measured. The numbers are written in states: fixed for ever.</summary>
public enum LaneLeg
{
    /// <summary>No leg.</summary>
    None = 0,

    /// <summary>Picked up until it left the outward office of exchange.</summary>
    Export = 1,

    /// <summary>From there until it reached the country it goes to.</summary>
    Transport = 2,

    /// <summary>From there until delivered.</summary>
    Delivery = 3,
}
