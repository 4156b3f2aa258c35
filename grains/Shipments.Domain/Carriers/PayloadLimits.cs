namespace Shipments.Domain.Carriers;

/// <summary>The bounds of a carrier's payload, and of what is kept of it.</summary>
public static class PayloadLimits
{
    /// <summary>Largest payload: 1 MiB.</summary>
    public const int BytesMax = 1 << 20;

    /// <summary>Deepest nesting: 32.</summary>
    public const int DepthMax = 32;

    /// <summary>Most shipments of a payload: 1,000. More is a fault of the payload.</summary>
    public const int ItemsMax = 1_000;

    /// <summary>Most events of a payload, all shipments together: 2,000. More is a fault of the payload.</summary>
    public const int EventsMax = 2_000;

    /// <summary>Most further numbers of a shipment: 16. More is a fault of the shipment.</summary>
    public const int LinkedNumbersMax = 16;

    /// <summary>Most characters of a code: 64. A longer one is a fault of the scan: cut, it would be another code.</summary>
    public const int CodeCharactersMax = 64;

    /// <summary>Most characters of a text: 1,024. A longer one is cut and ends in an ellipsis.</summary>
    public const int TextCharactersMax = 1_024;

    /// <summary>Most characters of an office, city, region or postal code: 128. A longer one is cut and ends in an ellipsis.</summary>
    public const int PlaceCharactersMax = 128;

    /// <summary>Most characters of a time's text: 64. No time is longer.</summary>
    public const int TimeCharactersMax = 64;
}
