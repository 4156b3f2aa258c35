namespace Shipments.Domain.Choice;

/// <summary>
/// Looks at a lane with all detectors. A stop is told at once and until scans come again; a backlog and a dwell are told once they have lasted a day, and
/// until they are within their bounds. A finding of the lane's own wins over one of a pool. Pure.
/// </summary>
public static class LaneDetectors
{
    /// <summary>Looks once. Worth repeating every half hour; more often changes nothing.</summary>
    /// <param name="look">A look at the lane's flow.</param>
    /// <param name="stock">What lies where; null when it is not known, and dwells are then not judged.</param>
    /// <param name="before">What the look before gave.</param>
    /// <param name="pooled">What the pools of the lane's two ends say, see <see cref="FlowPool"/>; null for nothing.</param>
    public static LaneVigil Look(FlowLook look, LaneStock? stock, LaneVigil before, LaneFinding? pooled)
    {
        LaneFinding? stopped = ScansStopped.Find(look);
        if (before.Standing is { Detector: LaneDetector.ScansStopped } standing && IsStanding(standing, look))
            return before;
        if (stopped is { IsDegrading: true })
            return new LaneVigil(stopped, null);
        if (pooled is not null && stopped is null)
            return new LaneVigil(pooled, null);
        FlowBaseline baseline = new(look.Flow, look.Context, look.NowMs);
        LaneFinding? slow = BacklogGrowing.Find(look.Flow, baseline, look.NowMs) ?? (stock is null ? null : DwellLong.Find(look.Flow, baseline, stock, look.NowMs));
        if (slow is null)
            return stopped is null ? LaneVigil.Calm : new LaneVigil(Earlier(stopped, before.Standing), null);
        return Last(slow, stopped, before);
    }

    private static LaneVigil Last(LaneFinding slow, LaneFinding? stopped, LaneVigil before)
    {
        if (before.Standing is { } told && told.Detector == slow.Detector && told.Stage == slow.Stage)
            return before;
        LaneFinding pending = Earlier(slow, before.Pending);
        return slow.FoundMs - pending.FoundMs >= (long)DetectorBounds.LastingFor.TotalMilliseconds
            ? new LaneVigil(slow with { SinceMs = pending.SinceMs }, null)
            : new LaneVigil(stopped is null ? null : Earlier(stopped, before.Standing), pending);
    }

    private static LaneFinding Earlier(LaneFinding found, LaneFinding? before) =>
        before is not null && before.Detector == found.Detector && before.Stage == found.Stage ? before : found;

    private static bool IsStanding(LaneFinding standing, FlowLook look) =>
        look.NowMs - standing.FoundMs <= (long)DetectorBounds.StoppedFor.TotalMilliseconds && !ScansStopped.HasResumed(look, standing.Stage, standing.FoundMs);
}
