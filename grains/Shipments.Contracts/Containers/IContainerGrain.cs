using Orleans.Concurrency;
using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Containers;

/// <summary>
/// A container of parcels and containers. Key: <c>container/{tenant}/{container_id}</c>. Every change interleaves and only joins the inbox; the
/// inbox is drained one drain at a time. Replies are given after the commit; members are told by the feed afterwards. Call it through
/// <see cref="Calls.GrainCalls"/>.
/// </summary>
[Alias("shipments.container")]
public interface IContainerGrain : IGrainWithStringKey
{
    /// <summary>Changes the container. Repeating a change does no harm, but for a creation without a request id.</summary>
    /// <param name="command">The change.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("change")]
    Task<ChangeContainerReply> Change(ChangeContainerCommand command, CancellationToken cancellationToken);

    /// <summary>Reads the last committed state.</summary>
    /// <param name="query">What of it.</param>
    /// <param name="cancellationToken">Ends the caller's wait.</param>
    [AlwaysInterleave]
    [Alias("get")]
    Task<GetContainerReply> Get(GetContainerQuery query, CancellationToken cancellationToken);

    /// <summary>Heeds a step of a container around it, or its own one to go on; repeated ones change nothing.</summary>
    /// <param name="command">The step.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("heed")]
    Task<StepReply> Heed(StepCommand command, CancellationToken cancellationToken);

    /// <summary>Hears how a step of its own ended.</summary>
    /// <param name="command">The step and its answer.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the change goes on.</param>
    [AlwaysInterleave]
    [Alias("answered")]
    Task<StepReply> StepAnswered(StepAnsweredCommand command, CancellationToken cancellationToken);
}
