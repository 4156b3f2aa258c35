namespace Shipments.Domain.Parcels;

/// <summary>What of a registered parcel a caller may change. The numbers are those of the grain messages: fixed for ever.</summary>
[Flags]
public enum ParcelFields
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The service it is sent with.</summary>
    Service = 1,

    /// <summary>The country it comes from.</summary>
    OriginCountry = 2,

    /// <summary>The country it goes to.</summary>
    DestinationCountry = 4,

    /// <summary>Whether the service is without scans after the line haul.</summary>
    UntrackedService = 8,

    /// <summary>The caller's own words about it, all of them.</summary>
    Labels = 16,

    /// <summary>What is declared of the content, whole.</summary>
    Declaration = 32,

    /// <summary>All of these.</summary>
    All = Service | OriginCountry | DestinationCountry | UntrackedService | Labels | Declaration,
}
