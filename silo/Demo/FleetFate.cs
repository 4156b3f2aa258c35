namespace Shipments.Silo.Demo;

/// <summary>What is to become of a parcel of the fleet.</summary>
internal enum FleetFate
{
    /// <summary>It goes to the door, soon or late.</summary>
    Usual,

    /// <summary>Nobody is at home, and it goes back.</summary>
    Returned,

    /// <summary>The customs keep it.</summary>
    Held,

    /// <summary>Nobody hears of it after it left the country.</summary>
    Stuck,
}
