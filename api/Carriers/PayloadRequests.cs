using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Domain.Carriers;
using Shipments.V1;

namespace Shipments.Api.Carriers;

/// <summary>Checks requests to ingest a payload.</summary>
internal sealed class PayloadRequests(IEnumerable<ICarrierAdapter> adapters)
{
    private readonly Dictionary<string, ICarrierAdapter> _byFormat = adapters.ToDictionary(adapter => adapter.Format, StringComparer.Ordinal);

    /// <summary>Reads a request; throws INVALID_ARGUMENT with all its faults.</summary>
    internal PayloadRequest Read(string tenant, IngestPayloadRequest request, DateTimeOffset now)
    {
        FieldFaults faults = new();
        if (!_byFormat.TryGetValue(request.Format, out ICarrierAdapter? adapter))
            faults.Add("format", request.Format, $"must be one of {string.Join(", ", _byFormat.Keys.Order(StringComparer.Ordinal))}");
        int bytesMax = Math.Min(ApiLimits.PayloadBytesMax, adapter?.PayloadBytesMax ?? ApiLimits.PayloadBytesMax);
        if (request.Payload.Length == 0 || request.Payload.Length > bytesMax)
            faults.Add("payload", $"{request.Payload.Length} bytes", $"must be 1 to {bytesMax} bytes");
        FieldRules.RequestId(faults, request.RequestId);
        DateTimeOffset receivedAt = now;
        if (request.ReceiveTime is not null && FieldRules.Instant(faults, "receive_time", request.ReceiveTime, out long ms))
        {
            receivedAt = DateTimeOffset.FromUnixTimeMilliseconds(ms);
            if (receivedAt > now)
                faults.Add("receive_time", FieldRules.Shown(request.ReceiveTime), "must not be in the future");
        }

        faults.ThrowIfAny();
        return new PayloadRequest(tenant, request.RequestId, adapter!, request.Payload.Memory, receivedAt);
    }
}
