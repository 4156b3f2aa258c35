namespace Shipments.Domain.Choice;

/// <summary>
/// Finds that parcels pile up before a stage: in three days more came in over what went out than in each of the other weeks, by three quarters of a day of work at
/// least, and less went out than to be expected. Where next to nothing was to go out, that little did says nothing. So a busy week is no alarm, and neither is what a strike elsewhere leaves behind. Pure.
/// </summary>
public static class BacklogGrowing
{
    private const int Bins = 144;
    private const double OutShareMax = 0.8;

    private static readonly FlowStage[] Outs = [FlowStage.Departed, FlowStage.Arrived, FlowStage.Delivered];

    /// <summary>The stage before which most piled up; null when none.</summary>
    /// <param name="flow">The lane's flow; not changed.</param>
    /// <param name="baseline">A look at it.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
    public static LaneFinding? Find(LaneFlow flow, FlowBaseline baseline, long nowMs)
    {
        LaneFinding? worst = null;
        foreach (FlowStage stage in Outs)
        {
            if (Find(flow, baseline, stage, nowMs) is { } found && (worst is null || found.Expected - found.Observed > worst.Expected - worst.Observed))
                worst = found;
        }

        return worst;
    }

    private static LaneFinding? Find(LaneFlow flow, FlowBaseline baseline, FlowStage stage, long nowMs)
    {
        FlowStage before = FlowStages.Before(stage);
        int from = baseline.End - Bins + 1;
        long came = flow.Sum(before, from, baseline.End);
        long went = flow.Sum(stage, from, baseline.End);
        // Most looks end here, before what is usual is worked out: it only asks for more.
        if (MostOfOtherWeeks(flow, before, stage, from, baseline.End) is not { } most || came - went - most <= DetectorBounds.BacklogDeviationsMin * Math.Sqrt(came + 1))
            return null;
        double usual = 0;
        for (int bin = from; bin <= baseline.End; bin++)
        {
            (double mean, int weeks) = baseline.ExpectedOf(stage, bin);
            if (weeks == 0)
                return null;
            usual += mean;
        }

        double expected = usual * baseline.SupplyOf(stage);
        if (expected < DetectorBounds.BacklogExpectedMin || went > OutShareMax * expected)
            return null;
        double grown = came - went - most;
        bool isGrown = grown > DetectorBounds.BacklogDeviationsMin * Math.Sqrt(came + usual + 1) && grown > DetectorBounds.BacklogDaysMin * usual / 3;
        return isGrown
            ? new LaneFinding(LaneDetector.BacklogGrowing, stage, "", from * LaneFlow.BinMs, nowMs, went, expected, Bins / 2.0, 0)
            : null;
    }

    private static long? MostOfOtherWeeks(LaneFlow flow, FlowStage before, FlowStage stage, int from, int to)
    {
        long? most = null;
        int known = 0;
        for (int week = 1; week < LaneFlow.WeeksMax; week++)
        {
            int shift = week * LaneFlow.WeekBins;
            if (from - shift <= flow.First || from - shift <= flow.Newest - LaneFlow.BinsMax)
                continue;
            known++;
            most = Math.Max(most ?? long.MinValue, flow.Sum(before, from - shift, to - shift) - flow.Sum(stage, from - shift, to - shift));
        }

        return known >= DetectorBounds.WeeksMin ? most : null;
    }
}
