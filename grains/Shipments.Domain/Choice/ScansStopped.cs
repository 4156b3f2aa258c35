namespace Shipments.Domain.Choice;

/// <summary>Finds that scans stopped, and that they came again. Pure.</summary>
public static class ScansStopped
{
    // So many stages must have stopped at once before it is the data: the origin has two, which one office may hold up.
    private const int SilentStagesMin = 3;
    private const int ResumedBinsMin = 4;

    /// <summary>
    /// The first stage of the way that has stopped; null when none has. When every stage of which something was to be expected in the same time is silent, and there
    /// are three or more of them, it is the data that stopped.
    /// </summary>
    /// <param name="look">A look at the lane.</param>
    public static LaneFinding? Find(FlowLook look)
    {
        foreach (FlowStage stage in FlowStages.Watched)
        {
            if (StopRule.Of(stage).Find(look.Windows(stage), isPooled: false) is not { } stopped)
                continue;
            return Of(IsSilent(look, stopped.Bins) ? LaneDetector.FeedSilent : LaneDetector.ScansStopped, stopped, "", look.NowMs);
        }

        return null;
    }

    /// <summary>Whether scans come again after a stop.</summary>
    /// <param name="look">A look at the lane.</param>
    /// <param name="stage">The stage that had stopped.</param>
    /// <param name="foundMs">When that was found: only what came after it counts.</param>
    public static bool HasResumed(FlowLook look, FlowStage stage, long foundMs)
    {
        int found = LaneFlow.BinOf(foundMs);
        foreach (FlowWindow window in look.Windows(stage))
        {
            if (window.Bins >= ResumedBinsMin && window.FromBin >= found && window.Middle >= DetectorBounds.ResumedExpectedMin)
                return GoesOn(window);
        }

        return false;
    }

    /// <summary>Whether at least half of the middle of other weeks came.</summary>
    internal static bool GoesOn(FlowWindow window) => window.Observed >= DetectorBounds.GoesOnShareMin * window.Middle;

    /// <summary>Whether so much was to be expected that silence says something.</summary>
    internal static bool Speaks(FlowWindow window) => window.WeeksKnown >= DetectorBounds.WeeksMin && window.Least >= DetectorBounds.SilentExpectedMin;

    internal static LaneFinding Of(LaneDetector detector, FlowWindow window, string scope, long nowMs) => new(
        detector, window.Stage, scope, window.FromBin * LaneFlow.BinMs, nowMs, window.Observed, window.Least, window.Hours, window.Chance);

    private static bool IsSilent(FlowLook look, int bins)
    {
        int length = Math.Min(bins, StopRule.ShortBinsMax);
        int silent = 0;
        foreach (FlowStage stage in FlowStages.Watched)
        {
            if (look.Windows(stage).FirstOrDefault(window => window.Bins == length) is not { } window || !Speaks(window))
                continue;
            if (!StopRule.IsEmpty(window))
                return false;
            silent += FlowStages.IsMain(stage) ? 1 : 0;
        }

        return silent >= SilentStagesMin;
    }
}
