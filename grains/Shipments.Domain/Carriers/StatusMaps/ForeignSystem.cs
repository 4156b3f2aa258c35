namespace Shipments.Domain.Carriers.StatusMaps;

/// <summary>A system with status words of its own.</summary>
public enum ForeignSystem
{
    /// <summary>AfterShip: tags and sub-tags.</summary>
    AfterShip,

    /// <summary>17TRACK: statuses and sub-statuses.</summary>
    SeventeenTrack,

    /// <summary>EasyPost: statuses and status details.</summary>
    EasyPost,

    /// <summary>Shippo: statuses and sub-statuses.</summary>
    Shippo,

    /// <summary>Karrio: statuses and incident reasons.</summary>
    Karrio,

    /// <summary>Cainiao: action codes and status tokens.</summary>
    Cainiao,

    /// <summary>UPU EMSEVT: event codes.</summary>
    Upu,

    /// <summary>USPS: event codes and status categories.</summary>
    Usps,
}
