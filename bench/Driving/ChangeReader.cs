using Grpc.Core;
using Shipments.Bench.Checking;
using Shipments.Bench.Measuring;
using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Driving;

/// <summary>
/// Reads the whole change stream from a cursor taken before the load, takes it up again where it broke, and checks that the versions of each parcel
/// follow each other.
/// </summary>
internal sealed class ChangeReader(Connections connections, Population population, ChangeWatch watch, Series series, Violations violations, RunClock clock)
{
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReopenAfter = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<int, long> _versions = [];
    private string _cursor = "";

    /// <summary>Takes the cursor.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        ChangeService.ChangeServiceClient client = new(connections.Channel);
        _cursor = (await client.GetCursorAsync(new GetCursorRequest(), connections.Options(CallDeadline, cancellationToken))).Cursor;
    }

    /// <summary>Reads until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ChangeService.ChangeServiceClient client = new(connections.Channel);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using AsyncServerStreamingCall<ReadChangesResponse> call =
                    client.ReadChanges(new ReadChangesRequest { Cursor = _cursor }, connections.Options(deadline: null, cancellationToken));
                await foreach (ReadChangesResponse message in call.ResponseStream.ReadAllAsync(cancellationToken))
                {
                    foreach (Change change in message.Changes)
                        Take(change);
                    series.Count(message.Changes.Count);
                    _cursor = message.Cursor;
                }
            }
            catch (RpcException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (RpcException exception)
            {
                series.Fail(FailureReason.Of(exception));
                await Task.Delay(ReopenAfter, clock.Time, CancellationToken.None);
            }
        }
    }

    private void Take(Change change)
    {
        int parcel = population.IndexOf(change.Parcel);
        if (parcel < 0)
            return;
        if (_versions.TryGetValue(parcel, out long before) && change.Version > before + 1)
            violations.Add($"The change stream gave version {change.Version} of {change.Parcel} after {before}.");
        _versions[parcel] = Math.Max(before, change.Version);
        foreach (ChangedScan scan in change.Scans)
        {
            if (watch.Seen(parcel, scan.EventTime.ToDateTimeOffset()) is { } intended)
                series.End(intended, 0);
        }
    }
}
