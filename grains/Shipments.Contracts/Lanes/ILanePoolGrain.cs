using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Lanes;

/// <summary>
/// Judges a tenant's lanes together by the countries at their ends. Key: the tenant. It keeps the last report of each lane in memory only; lanes
/// report anew every half hour.
/// </summary>
[Alias("shipments.lane-pool")]
public interface ILanePoolGrain : IGrainWithStringKey
{
    /// <summary>Takes a lane's report, and answers what the lanes at its ends show together.</summary>
    /// <param name="command">The report.</param>
    /// <param name="cancellationToken">Not heeded: nothing is awaited.</param>
    [Alias("report")]
    Task<ReportLaneReply> Report(ReportLaneCommand command, CancellationToken cancellationToken);
}
