using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;

namespace Shipments.Grains.Lanes;

/// <summary>The shell of a tenant's pool of lanes. It keeps nothing: after it left memory the lanes' next reports fill it within half an hour.</summary>
internal sealed class LanePoolGrain(IGrainContext context, TimeProvider time) : Grain, ILanePoolGrain
{
    private static readonly ReportLaneReply Nothing = new();

    private readonly string _tenant = context.GrainId.Key.ToString()!;
    private readonly FlowPool _pool = new();

    /// <inheritdoc/>
    public Task<ReportLaneReply> Report(ReportLaneCommand command, CancellationToken cancellationToken)
    {
        if (!LaneKey.TryRead(_tenant, command.Lane, out LaneKey lane) || !_pool.Report(lane, LaneFindings.Read(command), new LaneTellers(command.PicksUp, command.Delivers)))
            return Task.FromResult(Nothing);
        LaneFinding? found = _pool.Find(lane, time.GetUtcNow().ToUnixTimeMilliseconds());
        return Task.FromResult(found is null ? Nothing : LaneFindings.Write(found));
    }
}
