using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Lanes;

/// <summary>
/// One watch of lanes. It asks each lane once a second and sends those whose figures are others than it sent: lanes change under load many times
/// a second, and a reader wants the newest figures, not each of them.
/// </summary>
/// <param name="lanes">Reads the lanes.</param>
/// <param name="tenant">Whose lanes.</param>
/// <param name="names">Which lanes; one named twice is sent once.</param>
/// <param name="full">With their details.</param>
/// <param name="time">The clock of the rounds.</param>
/// <param name="call">Ends when the caller goes away.</param>
/// <param name="draining">Ends when the host begins to stop.</param>
internal sealed class LaneWatch(
    ILaneCalls lanes, string tenant, IEnumerable<string> names, bool full, TimeProvider time, CancellationToken call, CancellationToken draining)
{
    private readonly Dictionary<string, Lane?> _sent = names.Distinct().ToDictionary(name => name, Lane? (_) => null, StringComparer.Ordinal);

    /// <summary>Runs until something ends the watch, and throws that.</summary>
    internal async Task RunAsync(IServerStreamWriter<WatchLanesResponse> responses)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(call, draining);
        try
        {
            using PeriodicTimer rounds = new(ApiLimits.LaneWatchEvery, time);
            long wroteAt = 0;
            do
            {
                WatchLanesResponse message = await ReadAsync(end.Token);
                if (message.Lanes.Count == 0 && wroteAt != 0 && time.GetElapsedTime(wroteAt) < ApiLimits.ChangeHeartbeat)
                    continue;
                wroteAt = time.GetTimestamp();
                await responses.WriteAsync(message, call);
            }
            while (await rounds.WaitForNextTickAsync(end.Token));
        }
        catch (OperationCanceledException) when (draining.IsCancellationRequested && !call.IsCancellationRequested)
        {
            throw ErrorStatuses.Exception(ApiReason.Draining);
        }
    }

    private async Task<WatchLanesResponse> ReadAsync(CancellationToken cancellationToken)
    {
        string[] asked = [.. _sent.Keys];
        GetLaneReply[] replies = await Task.WhenAll(asked.Select(name => lanes.Get(tenant, name, full, cancellationToken).AsTask()));
        WatchLanesResponse message = new();
        for (int i = 0; i < asked.Length; i++)
        {
            Lane? lane = replies[i].OrThrow("lanes/" + asked[i]).Lane;
            if (lane is null || lane.Equals(_sent[asked[i]]))
                continue;
            _sent[asked[i]] = lane;
            message.Lanes.Add(lane);
        }

        return message;
    }
}
