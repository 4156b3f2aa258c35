using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Shipments.Contracts.Eta;
using Shipments.Contracts.Messages;
using Shipments.Grains.Lanes;

namespace Shipments.Grains.Eta;

/// <summary>
/// The shell of a tenant's forecasts. It writes them every ten minutes at most, and when it goes: a lost row comes again with the lane's next one.
/// Only reads interleave, and they await nothing.
/// </summary>
internal sealed class ForecastGrain(
    [PersistentState(ForecastGrain.StateName)] IPersistentState<LaneStorage> storage, TimeProvider time, IGrainContext context, ILogger<ForecastGrain> logger)
    : Grain, IForecastGrain
{
    /// <summary>Rows of grain storage are told apart by this name, not by the kind of grain.</summary>
    public const string StateName = "forecasts";

    /// <summary>The least time between two writes.</summary>
    public static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(10);

    private readonly string _tenant = context.GrainId.Key.ToString()!;
    private ForecastRows _rows = new(0);
    private long _writtenAt;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _rows = new ForecastRows(time.GetUtcNow().UtcTicks);
        _writtenAt = time.GetTimestamp();
        try
        {
            _rows.Load(storage.State.Bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            ForecastLog.Unreadable(logger, e, _tenant);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (reason.ReasonCode is not (DeactivationReasonCode.ActivationFailed or DeactivationReasonCode.ApplicationError))
            await WriteAsync();
    }

    /// <inheritdoc/>
    public async Task<PutForecastReply> Put(PutForecastCommand command, CancellationToken cancellationToken)
    {
        bool taken = _rows.Put(command.Lane, command.Row);
        if (time.GetElapsedTime(_writtenAt) >= WriteEvery)
            await WriteAsync();
        return new PutForecastReply { Full = !taken };
    }

    /// <inheritdoc/>
    public Task<GetForecastsReply> Get(GetForecastsQuery query, CancellationToken cancellationToken) => Task.FromResult(_rows.Since(query));

    private async Task WriteAsync()
    {
        if (!_rows.IsDirty)
            return;
        _writtenAt = time.GetTimestamp();
        try
        {
            storage.State = new LaneStorage { Bytes = _rows.Save() };
            _rows.Saved();
            await storage.WriteStateAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What lies in storage is unknown now: the next activation reads it, and the lanes put their rows again.
            ForecastLog.WriteFailed(logger, exception, _tenant);
            DeactivateOnIdle();
        }
    }
}
