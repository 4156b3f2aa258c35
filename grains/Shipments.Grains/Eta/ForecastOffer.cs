using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Shipments.Contracts.Eta;
using Shipments.Contracts.Messages;
using Shipments.Domain.Eta;
using Shipments.Domain.Lanes;

namespace Shipments.Grains.Eta;

/// <summary>One lane's way to its tenant's forecasts: after a save, at most once a minute. Used within the lane's grain, not thread-safe.</summary>
internal sealed class ForecastOffer(IGrainFactory grains, TimeProvider time, ILogger logger)
{
    /// <summary>The least time between two rows of a lane.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private long? _offeredAt;

    /// <summary>Puts the lane's row, if it is time. It never fails: without it silos go on with the row before.</summary>
    public async Task OfferAsync(LaneKey key, LaneState state, CancellationToken cancellationToken)
    {
        if (_offeredAt is { } last && time.GetElapsedTime(last) < Every)
            return;
        _offeredAt = time.GetTimestamp();
        try
        {
            byte[] row = ForecastRow.Encode(state.Cells, time.GetUtcNow().ToUnixTimeMilliseconds());
            PutForecastCommand command = new() { Lane = key.Lane, Row = UnsafeByteOperations.UnsafeWrap(row) };
            await grains.GetGrain<IForecastGrain>(key.Tenant).Put(command, cancellationToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            ForecastLog.PutFailed(logger, exception, key.ToString());
        }
    }
}
