using System.Text.Json;

namespace Shipments.Domain.Carriers.Correos;

/// <summary>Tells a shipment of Correos by its names.</summary>
internal static class CorreosShape
{
    /// <summary>Whether the name the reader stands on is one that only these shipments have.</summary>
    public static bool IsName(ref Utf8JsonReader reader) => reader.ValueTextEquals("codEnvio"u8) || reader.ValueTextEquals("codProducto"u8)
        || reader.ValueTextEquals("eventos"u8) || reader.ValueTextEquals("enviosAsociados"u8) || reader.ValueTextEquals("numReferencia1"u8);
}
