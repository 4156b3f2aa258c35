using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;

namespace Shipments.Grains.Lanes;

/// <summary>The feeder's way to lanes, so that it runs without a silo in tests.</summary>
internal interface ILaneCalls
{
    /// <summary>Sends a stretch to a lane. An exception leaves it unknown whether it was counted.</summary>
    Task<ApplyLaneReply> ApplyAsync(string lane, ApplyLaneCommand command, CancellationToken cancellationToken);
}

/// <summary>Calls lanes as grains.</summary>
internal sealed class GrainLaneCalls(IGrainFactory grains) : ILaneCalls
{
    /// <inheritdoc/>
    public Task<ApplyLaneReply> ApplyAsync(string lane, ApplyLaneCommand command, CancellationToken cancellationToken) =>
        grains.GetGrain<ILaneGrain>(lane).Apply(command, cancellationToken);
}
