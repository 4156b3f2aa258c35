using Microsoft.Extensions.Logging;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Choice;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Grains.Lanes;

/// <summary>Looks at a lane with the detectors once in each half hour, whether anything comes or not. Used within a grain, not thread-safe.</summary>
internal sealed class LaneLookout(IGrainFactory grains, LiveLaneData data, TimeProvider time, LaneInstruments instruments, ILogger logger)
{
    /// <summary>How often the grain's timer asks: so a half hour that is over is judged within so long.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(3);

    private int _lookedAt;

    /// <summary>Looks, if this half hour was not looked at. True when what is kept of the lane changed.</summary>
    public async Task<bool> Look(LaneKey key, LaneState state)
    {
        long nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (LaneFlow.BinOf(nowMs) == _lookedAt || state.Flow.Newest == 0)
            return false;
        _lookedAt = LaneFlow.BinOf(nowMs);
        LaneData days = data.Current;
        FlowLook look = new(state.Flow, FlowContext.Of(key, LaneDetails.Of(state.Cells, nowMs).Legs, days.IsHoliday), nowMs);
        LaneFinding? pooled = await AskPool(key, look.AllWindows(), LaneTellers.Of(state.Cells));
        LaneFinding? before = state.Control.Vigil.Standing;
        LaneVigil vigil = LaneDetectors.Look(look, LaneStock.Of(state.Cells), state.Control.Vigil, pooled);
        if (!state.Control.Note(vigil))
            return false;
        Tell(key, before, vigil.Standing);
        return true;
    }

    // A pool that does not answer says nothing: the lane is judged by itself.
    private async Task<LaneFinding?> AskPool(LaneKey key, IReadOnlyList<FlowWindow> windows, LaneTellers tellers)
    {
        if (windows.Count == 0)
            return null;
        try
        {
            ReportLaneReply reply = await grains.GetGrain<ILanePoolGrain>(key.Tenant).Report(LaneFindings.Write(key, windows, tellers), CancellationToken.None);
            return LaneFindings.Read(reply);
        }
        catch (Exception exception) when (GrainCalls.IsOutcomeUnknown(exception))
        {
            LaneLog.PoolUnanswered(logger, exception, key.ToString());
            return null;
        }
    }

    private void Tell(LaneKey key, LaneFinding? before, LaneFinding? found)
    {
        if (before == found)
            return;
        if (found is null)
        {
            LaneLog.FindingOver(logger, key.ToString(), before!.Detector, before.Stage);
            return;
        }

        instruments.Found(found.Detector);
        LaneLog.Found(logger, key.ToString(), found.Detector, found.Stage, found.Observed, found.Expected, found.Hours);
    }
}
