namespace Shipments.Domain.Choice;

/// <summary>
/// By what stretches of time a stop of a stage is judged, and how much evidence it takes. They differ by how parcels come: to a departure and an arrival by flights, of
/// which one in some dozens is late or left out; from customs by what flights brought; out for delivery in a round each working day.
/// </summary>
/// <param name="Bins">The lengths, in half hours, shortest first.</param>
/// <param name="LeastOwn">So much must each other week let expect of a lane that is judged by itself.</param>
/// <param name="LeastPooled">The same of a pool, the lanes that share a place.</param>
/// <param name="BurstsOwn">In so many bursts that must have come in each other week; of releases, on so many days.</param>
/// <param name="BurstsPooled">The same of a pool.</param>
internal sealed record StopRule(IReadOnlyList<int> Bins, double LeastOwn, double LeastPooled, int BurstsOwn = 1, int BurstsPooled = 1)
{
    /// <summary>Up to so long a length is short: half a day. Where parcels come evenly, every stage is judged by short ones too.</summary>
    public const int ShortBinsMax = 24;

    // Where parcels come in bursts, a stop in a short stretch is none when in a longer one, up to this, enough came: then a late round was small, or a burst early.
    private const int AroundBinsMax = 12;

    /// <summary>All lengths there are, in half hours: an hour and a half up to a week.</summary>
    public static readonly IReadOnlyList<int> AllBins = [3, 4, 6, 8, 12, 24, 48, 96, 144, 240, 336];

    private static readonly StopRule PickedUp = new([24, 48], 20, 20);
    private static readonly StopRule Flown = new([96, 144, 240, 336], 14, 14, 3, 3);
    private static readonly StopRule Released = new([144, 240], 30, 30, BurstsOwn: 2);
    private static readonly StopRule OutForDelivery = new([3, 4, 6, 8, 12, 24], 15, 9);
    private static readonly StopRule Forwarded = new([6, 8, 12, 24, 48], 11, 10);
    private static readonly StopRule ExportReleased = new([6, 8, 12, 24, 48], 14, 10);
    private static readonly StopRule Sorted = new([4, 6, 8, 12, 24, 48], 22, 14);
    private static readonly StopRule Delivered = new([8, 12, 24], 14, 14);

    /// <summary>The rule of a stage that is watched.</summary>
    public static StopRule Of(FlowStage stage) => stage switch
    {
        FlowStage.PickedUp => PickedUp,
        FlowStage.Departed or FlowStage.Arrived => Flown,
        FlowStage.Released => Released,
        FlowStage.Forwarded => Forwarded,
        FlowStage.ExportReleased => ExportReleased,
        FlowStage.Sorted => Sorted,
        FlowStage.OutForDelivery => OutForDelivery,
        FlowStage.Delivered => Delivered,
        FlowStage.None or FlowStage.Registered or FlowStage.LastMile or FlowStage.AtDepot => throw new ArgumentOutOfRangeException(nameof(stage), stage, "It is not watched."),
    };

    /// <summary>The shortest stretch in which a stage has stopped; null when it has in none.</summary>
    /// <param name="windows">All of the stage, shortest first.</param>
    /// <param name="isPooled">Whether they are of a pool.</param>
    public FlowWindow? Find(IReadOnlyList<FlowWindow> windows, bool isPooled)
    {
        (double least, int bursts) = isPooled ? (LeastPooled, BurstsPooled) : (LeastOwn, BurstsOwn);
        for (int i = 0; i < windows.Count; i++)
        {
            if (IsStopped(windows[i], least, bursts) && (IsEven(windows[i]) || !GoesOnAround(windows, i, least)))
                return windows[i];
        }

        return null;
    }

    /// <summary>Whether next to nothing came of what the least of other weeks lets expect.</summary>
    public static bool IsEmpty(FlowWindow window) =>
        window.Observed <= (window.Least >= DetectorBounds.ManyMin ? DetectorBounds.StoppedShareOfMany : DetectorBounds.StoppedShareMax) * window.Least;

    /// <summary>Whether so much was to be expected of a pool in a stretch of whatever length that it tells of a stop, and next to nothing came.</summary>
    /// <param name="window">One of a pool.</param>
    public bool IsStill(FlowWindow window) => window.WeeksKnown >= DetectorBounds.WeeksMin && window.Least >= LeastPooled && IsEmpty(window);

    private bool IsStopped(FlowWindow window, double least, int bursts)
    {
        if (window.Observed > DetectorBounds.StoppedShareOfMany * window.Least)
            return false;
        bool isJudged = Bins.Contains(window.Bins) ? window.BurstsLeast >= bursts : IsEven(window);
        if (!isJudged || window.WeeksKnown < DetectorBounds.WeeksMin)
            return false;
        double enough = window.WeeksKnown == DetectorBounds.WeeksMin ? least * DetectorBounds.FewWeeksFactor : least;
        return window.Least >= enough && IsEmpty(window);
    }

    // Where parcels come evenly each half hour counts as a burst. Others lie more than six hours apart.
    private static bool IsEven(FlowWindow window) => window.Bins <= ShortBinsMax && window.BurstsLeast >= Math.Max(2, (window.Bins + 1) / 2);

    private static bool GoesOnAround(IReadOnlyList<FlowWindow> windows, int shorter, double least)
    {
        for (int i = shorter + 1; i < windows.Count && windows[i].Bins <= AroundBinsMax; i++)
        {
            if (windows[i].Least >= least && windows[i].Observed > DetectorBounds.GoesOnShareMin * windows[i].Least)
                return true;
        }

        return false;
    }
}
