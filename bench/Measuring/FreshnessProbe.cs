using Grpc.Core;
using Shipments.Bench.Driving;
using Shipments.V1;

namespace Shipments.Bench.Measuring;

/// <summary>
/// Asks once a second how old the newest scan is that a lane and a list count. It rests on the clocks of server and harness being one, or near; a
/// lane that gets a scan every moment is as old as its lag.
/// </summary>
internal sealed class FreshnessProbe(Connections connections, string lane, RunClock clock)
{
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(5);

    private readonly List<FreshnessSample> _samples = [];

    /// <summary>A sample a second; read when it has ended.</summary>
    public IReadOnlyList<FreshnessSample> Samples => _samples;

    /// <summary>Samples until it is cancelled, or the server has no lanes.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1), clock.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken) && await SampleAsync(cancellationToken))
            {
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It was told to end.
        }
    }

    private async Task<bool> SampleAsync(CancellationToken cancellationToken)
    {
        try
        {
            LaneService.LaneServiceClient lanes = new(connections.Channel);
            GetLaneResponse laneNow = await lanes.GetLaneAsync(
                new GetLaneRequest { Name = lane, View = LaneView.Basic }, connections.Options(CallDeadline, cancellationToken));
            TimeSpan? laneLag = Age(laneNow.Lane.AsOf);
            ListParcelsResponse list = await connections.Parcels.ListParcelsAsync(
                new ListParcelsRequest { PageSize = 1 }, connections.Options(CallDeadline, cancellationToken));
            _samples.Add(new FreshnessSample(clock.Now, laneLag, Age(list.ReadTime)));
            return true;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode != StatusCode.Unimplemented;
        }
    }

    private TimeSpan? Age(Google.Protobuf.WellKnownTypes.Timestamp? time) =>
        time is null ? null : Max(clock.Time.GetUtcNow() - time.ToDateTimeOffset(), TimeSpan.Zero);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
