using Orleans.Concurrency;
using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Eta;

/// <summary>
/// What the lanes of one tenant have learnt of the time to the first attempt. Key: the tenant. Lanes put their rows now and then, silos read
/// them. What is lost with an activation comes again with the lanes' next rows.
/// </summary>
[Alias("shipments.forecasts")]
public interface IForecastGrain : IGrainWithStringKey
{
    /// <summary>Takes a lane's row in place of its earlier one.</summary>
    /// <param name="command">The row.</param>
    /// <param name="cancellationToken">Not heeded: a save under way goes on.</param>
    [Alias("put")]
    Task<PutForecastReply> Put(PutForecastCommand command, CancellationToken cancellationToken);

    /// <summary>Reads the rows that are new since an earlier answer.</summary>
    /// <param name="query">Which answer.</param>
    /// <param name="cancellationToken">Not heeded: nothing is awaited.</param>
    [AlwaysInterleave]
    [Alias("get")]
    Task<GetForecastsReply> Get(GetForecastsQuery query, CancellationToken cancellationToken);
}
