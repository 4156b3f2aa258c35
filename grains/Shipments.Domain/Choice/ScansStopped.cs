namespace Shipments.Domain.Choice;

/// <summary>Finds that scans stopped, and that they came again. Pure.</summary>
public static class ScansStopped
{
    // Windows in half hours: an hour up to half a day.
    private static readonly int[] Windows = [2, 3, 4, 6, 8, 12, 24];

    // So many stages must have stopped at once before it is the data: the origin has two, which one office may hold up.
    private const int SilentStagesMin = 3;

    /// <summary>
    /// The stage that has stopped most certainly; null when none has. When every stage that can be judged in the same time has stopped, and there
    /// are three or more of them, it is the data that stopped.
    /// </summary>
    /// <param name="baseline">A look at the lane.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
    public static LaneFinding? Find(FlowBaseline baseline, long nowMs)
    {
        if (IsPlain(baseline))
            return null;
        FlowWindow? worst = null;
        for (FlowStage stage = FlowStage.PickedUp; stage <= FlowStage.Delivered; stage++)
        {
            if (Worst(baseline, stage) is { } found && (worst is null || found.Chance < worst.Value.Chance))
                worst = found;
        }

        if (worst is not { } window)
            return null;
        LaneDetector detector = IsSilent(baseline, window.ToBin - window.FromBin + 1) ? LaneDetector.FeedSilent : LaneDetector.ScansStopped;
        return Of(detector, window, "", nowMs);
    }

    /// <summary>Whether scans come again after a stop.</summary>
    /// <param name="baseline">A look at the lane.</param>
    /// <param name="stage">The stage that had stopped.</param>
    public static bool HasResumed(FlowBaseline baseline, FlowStage stage)
    {
        foreach (int bins in Windows)
        {
            FlowWindow window = baseline.Window(stage, bins);
            if (bins >= 4 && window.Expected >= DetectorBounds.ResumedExpectedMin)
                return window.Observed >= DetectorBounds.ResumedShareMin * window.Expected;
        }

        return false;
    }

    /// <summary>All windows of a stage that lanes are judged by, shortest first.</summary>
    /// <param name="baseline">A look at the lane.</param>
    /// <param name="stage">The stage.</param>
    public static IEnumerable<FlowWindow> WindowsOf(FlowBaseline baseline, FlowStage stage) => Windows.Select(bins => baseline.Window(stage, bins));

    internal static LaneFinding Of(LaneDetector detector, in FlowWindow window, string scope, long nowMs) => new(
        detector, window.Stage, scope, window.FromBin * LaneFlow.BinMs, nowMs, window.Observed, window.Expected, window.Hours, window.Chance);

    private static bool IsPlain(FlowBaseline baseline)
    {
        for (FlowStage stage = FlowStage.PickedUp; stage <= FlowStage.Delivered; stage++)
        {
            foreach (int bins in Windows)
            {
                if (!baseline.IsPlain(stage, bins))
                    return false;
            }
        }

        return true;
    }

    private static bool IsSilent(FlowBaseline baseline, int bins)
    {
        int stopped = 0;
        for (FlowStage stage = FlowStage.PickedUp; stage <= FlowStage.Delivered; stage++)
        {
            FlowWindow window = baseline.Window(stage, bins);
            if (window.CanJudge && !window.IsStopped)
                return false;
            stopped += window.IsStopped ? 1 : 0;
        }

        return stopped >= SilentStagesMin;
    }

    private static FlowWindow? Worst(FlowBaseline baseline, FlowStage stage)
    {
        FlowWindow? worst = null;
        foreach (int bins in Windows)
        {
            FlowWindow window = baseline.Window(stage, bins);
            if (window.IsStopped && (worst is null || window.Chance < worst.Value.Chance))
                worst = window;
        }

        return worst;
    }
}
