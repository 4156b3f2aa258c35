namespace Shipments.Domain.Carriers;

/// <summary>Reads one format of carriers' payloads. Pure and thread-safe; no bytes make it throw.</summary>
public interface ICarrierAdapter
{
    /// <summary>The format's name, such as "cainiao-detail-json".</summary>
    string Format { get; }

    /// <summary>The short name of the carrier whose codes the scans have.</summary>
    string Carrier { get; }

    /// <summary>Largest payload, in bytes; a larger one is a fault.</summary>
    int PayloadBytesMax { get; }

    /// <summary>Reads a payload: its good parts, and what was wrong with the others.</summary>
    /// <param name="payload">The bytes as received.</param>
    /// <param name="receivedAt">When they came.</param>
    PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt);
}
