using Shipments.Client;
using Shipments.Faults.Checkers;
using Shipments.Faults.Cluster;
using Shipments.Faults.History;
using Shipments.Faults.Traffic;

namespace Shipments.Faults;

/// <summary>
/// Compares lanes with their parcels between two faults, while the callers pause. Not compared is the lane of the foreign client: it is a process that
/// knows no pause, so its parcels change while they are read. The check at the end of the run compares that lane too.
/// </summary>
internal sealed class LaneAudit(ShipmentsClient client, FaultHistory history, TrafficGate gate, List<string> findings)
{
    private const int FindingsMax = 10;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_follow = TimeSpan.FromSeconds(60);

    // As they were read last, and which of them may be different now.
    private readonly Dictionary<string, LaneParcel> _parcels = [];
    private readonly HashSet<string> _changed = [];

    /// <summary>Pauses, compares, and lets the callers go on. Lanes follow their parcels within moments, so they are given time.</summary>
    /// <param name="after">What came before, for findings.</param>
    public async Task RunAsync(string after)
    {
        string[] found = [];
        try
        {
            await gate.PauseAsync(s_pause);
            _changed.UnionWith(history.TakeTouched().Where(id => !ForeignTraffic.IsOfIt(id)));
            await Poll.UntilAsync(
                async () =>
                {
                    await LaneReading.ParcelsAsync(client, _changed, _parcels);
                    var lanes = (await LaneReading.LanesAsync(client)).Where(lane => lane.Key != ForeignTraffic.Lane).ToDictionary();
                    found = [.. LaneChecker.Check(lanes, _parcels.Values)];
                    return found.Length == 0;
                },
                "the lanes to have counted every parcel of the paused callers",
                s_follow);
            _changed.Clear();
        }
        catch (Exception failure) when (failure is TimeoutException or ShipmentsCallException)
        {
            lock (findings)
                findings.AddRange(found.DefaultIfEmpty(FaultTurn.Short(failure.Message)).Take(FindingsMax).Select(finding => $"{finding}, after {after}"));
        }
        finally
        {
            gate.Resume();
        }
    }
}
