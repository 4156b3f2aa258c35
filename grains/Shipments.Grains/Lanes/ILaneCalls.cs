using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;

namespace Shipments.Grains.Lanes;

/// <summary>The way to lanes of those that feed and save them, so that they run without a silo in tests.</summary>
internal interface ILaneCalls
{
    /// <summary>Sends a stretch to a lane. An exception leaves it unknown whether it was counted.</summary>
    Task<ApplyLaneReply> ApplyAsync(string lane, ApplyLaneCommand command, CancellationToken cancellationToken);

    /// <summary>Has a lane save itself.</summary>
    Task SaveAsync(string lane, CancellationToken cancellationToken);
}

/// <summary>Calls lanes as grains.</summary>
internal sealed class GrainLaneCalls(IGrainFactory grains) : ILaneCalls
{
    /// <inheritdoc/>
    public Task<ApplyLaneReply> ApplyAsync(string lane, ApplyLaneCommand command, CancellationToken cancellationToken) =>
        grains.GetGrain<ILaneGrain>(lane).Apply(command, cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(string lane, CancellationToken cancellationToken) => grains.GetGrain<ILaneGrain>(lane).Save(cancellationToken);
}
