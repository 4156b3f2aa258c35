namespace Shipments.Domain.Carriers.Correos;

/// <summary>Tells a shipment of Correos by its names.</summary>
internal static class CorreosShape
{
    /// <summary>Whether a name is one that only these shipments have.</summary>
    /// <param name="name">As written.</param>
    public static bool IsName(ReadOnlySpan<byte> name) => name.SequenceEqual("codEnvio"u8) || name.SequenceEqual("codProducto"u8)
        || name.SequenceEqual("eventos"u8) || name.SequenceEqual("enviosAsociados"u8) || name.SequenceEqual("numReferencia1"u8);
}
