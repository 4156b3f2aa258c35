using Shipments.Domain.Lanes;

namespace Shipments.Domain.Choice;

/// <summary>
/// Finds that parcels lie at a stage longer than nine in ten did: of those that reached it between once and twice its P90 ago, many more than a tenth
/// are still there, more also than of those that reached it before, and the next stage sees less than usual. Pure.
/// </summary>
public static class DwellLong
{
    private const double DayMs = 86_400_000;
    private const double NextShareMax = 0.8;
    private const double NextExpectedMin = 15;
    private const double UsualShare = 0.1;
    private const int DayBins = 48;

    /// <summary>The stage at which most lie too long; null when none.</summary>
    /// <param name="flow">The lane's flow; not changed.</param>
    /// <param name="baseline">A look at it.</param>
    /// <param name="stock">What lies where.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
    public static LaneFinding? Find(LaneFlow flow, FlowBaseline baseline, LaneStock stock, long nowMs)
    {
        LaneFinding? worst = null;
        for (FlowStage stage = FlowStage.PickedUp; stage <= FlowStage.Arrived; stage++)
        {
            if (Find(flow, baseline, stock, stage, nowMs) is { } found && (worst is null || found.Observed > worst.Observed))
                worst = found;
        }

        return worst;
    }

    private static LaneFinding? Find(LaneFlow flow, FlowBaseline baseline, LaneStock stock, FlowStage stage, long nowMs)
    {
        if (stock.DwellOf(stage) is not { Count: >= DetectorBounds.DwellParcelsMin } dwell)
            return null;
        int p90 = (int)Math.Ceiling(dwell.Quantile(0.9)!.Value / DayMs) + 1;
        int today = LaneWeeks.DayOf(nowMs);
        (long entered, long open) = Count(flow, stock, stage, today - (2 * p90), today - p90);
        (long enteredBefore, long openBefore) = Count(flow, stock, stage, today - (5 * p90), today - (2 * p90) - 1);
        if (entered < DetectorBounds.DwellParcelsMin)
            return null;
        double usual = UsualShare + (enteredBefore == 0 ? 0 : Math.Min(1, (double)openBefore / enteredBefore));
        if (open <= (usual + DetectorBounds.DwellShareMin) * entered || !IsNextSlow(flow, baseline, stage))
            return null;
        return new LaneFinding(
            LaneDetector.DwellLong, stage, "", (today - p90) * (long)DayMs, nowMs, open, usual * entered, p90 * 24.0, 0);
    }

    private static (long Entered, long Open) Count(LaneFlow flow, LaneStock stock, FlowStage stage, int from, int to)
    {
        (long entered, long open) = (0, 0);
        for (int day = Math.Max(from, to - LaneStock.DaysMax); day <= to; day++)
        {
            long came = flow.Sum(stage, day * 48, (day * 48) + 47);
            entered += came;
            open += Math.Min(came, stock.Open(stage, day));
        }

        return (entered, open);
    }

    private static bool IsNextSlow(LaneFlow flow, FlowBaseline baseline, FlowStage stage)
    {
        FlowStage next = stage == FlowStage.Arrived ? FlowStage.Delivered : stage + 1;
        double usual = 0;
        for (int bin = baseline.End - DayBins + 1; bin <= baseline.End; bin++)
            usual += baseline.ExpectedOf(next, bin).Mean;
        double expected = usual * baseline.SupplyOf(next);
        return expected >= NextExpectedMin && flow.Sum(next, baseline.End - DayBins + 1, baseline.End) <= NextShareMax * expected;
    }
}
