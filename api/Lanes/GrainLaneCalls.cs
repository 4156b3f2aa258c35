using Shipments.Contracts.Calls;
using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;

namespace Shipments.Api.Lanes;

/// <summary>Calls lanes as grains. A read that fails on its way has changed nothing, so it is answered as UNAVAILABLE.</summary>
internal sealed class GrainLaneCalls(IGrainFactory grains) : ILaneCalls
{
    private static readonly GetLaneQuery Basic = new();
    private static readonly GetLaneQuery Full = new() { Full = true };

    /// <inheritdoc/>
    public async ValueTask<GetLaneReply> Get(string tenant, string lane, bool full, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<ILaneGrain>($"{tenant}/{lane}").Get(full ? Full : Basic, cancellationToken);
        }
        catch (Exception exception) when (GrainCalls.IsOutcomeUnknown(exception))
        {
            return new GetLaneReply { Header = new CallHeader { Status = CallStatus.Unavailable } };
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ListLanesReply> List(string tenant, ListLanesQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<ILaneIndexGrain>(tenant).List(query, cancellationToken);
        }
        catch (Exception exception) when (GrainCalls.IsOutcomeUnknown(exception))
        {
            return new ListLanesReply { Header = new CallHeader { Status = CallStatus.Unavailable } };
        }
    }
}
