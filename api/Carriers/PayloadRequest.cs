using Shipments.Domain.Carriers;

namespace Shipments.Api.Carriers;

/// <summary>A checked request to ingest a payload.</summary>
/// <param name="Tenant">Whose parcels it is about.</param>
/// <param name="RequestId">The caller's id; empty for none.</param>
/// <param name="Adapter">Reads its format.</param>
/// <param name="Payload">The bytes as received.</param>
/// <param name="ReceivedAt">When the carrier sent it.</param>
internal sealed record PayloadRequest(
    string Tenant, string RequestId, ICarrierAdapter Adapter, ReadOnlyMemory<byte> Payload, DateTimeOffset ReceivedAt);
