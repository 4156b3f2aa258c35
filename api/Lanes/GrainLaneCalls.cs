using Shipments.Contracts.Calls;
using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;

namespace Shipments.Api.Lanes;

/// <summary>Calls lanes as grains. A read that fails on its way has changed nothing, so it is answered as UNAVAILABLE.</summary>
internal sealed class GrainLaneCalls(IGrainFactory grains) : ILaneCalls
{
    private static readonly GetLaneQuery Basic = new();
    private static readonly GetLaneQuery Full = new() { Full = true };
    private static readonly GetLaneChoiceQuery Whole = new();

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

    /// <inheritdoc/>
    public Task<ChangeLaneReply> Update(string tenant, string lane, UpdateLaneCommand command, CancellationToken cancellationToken) =>
        grains.GetGrain<ILaneGrain>($"{tenant}/{lane}").Update(command, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<LaneChoiceReply> Choice(string tenant, string lane, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<ILaneGrain>($"{tenant}/{lane}").GetChoice(Whole, cancellationToken);
        }
        catch (Exception exception) when (GrainCalls.IsOutcomeUnknown(exception))
        {
            return new LaneChoiceReply { Header = new CallHeader { Status = CallStatus.Unavailable } };
        }
    }
}
