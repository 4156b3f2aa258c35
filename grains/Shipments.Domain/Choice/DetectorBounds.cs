namespace Shipments.Domain.Choice;

/// <summary>
/// The thresholds of detectors, and what follows from them. A lane is looked at once in half an hour for each of six stages: 50 lanes make 430,000
/// looks a month. Each look asks of windows that overlap, which count as about three. At a chance of one in ten million for each, chance alone
/// makes 0.13 proposals a month over all 50 lanes. That is for counts as even as assumed; <c>bench judge</c> counts what there are.
/// </summary>
public static class DetectorBounds
{
    /// <summary>So unlikely must a stop be by chance: 1 in 10,000,000.</summary>
    public const double ChanceMax = 1e-7;

    /// <summary>So small a part of what was expected may have come: half.</summary>
    public const double StoppedShareMax = 0.5;

    /// <summary>So large a part of what was expected ends a stop: half.</summary>
    public const double ResumedShareMin = 0.5;

    /// <summary>So many must have been expected before an end is believed: 15.</summary>
    public const double ResumedExpectedMin = 15;

    /// <summary>After so long a proposal of stopped scans ends whatever comes: what lasts longer is the lane as it now is.</summary>
    public static readonly TimeSpan StoppedFor = TimeSpan.FromDays(21);

    /// <summary>Weeks of the same half hour that are wanted before a lane is judged: 2.</summary>
    public const int WeeksMin = 2;

    /// <summary>A backlog and a dwell must stay beyond their bounds so long before they are told: a day.</summary>
    public static readonly TimeSpan LastingFor = TimeSpan.FromDays(1);

    /// <summary>Standard deviations that a backlog's growth lies above what it was in other weeks: 7.</summary>
    public const double BacklogDeviationsMin = 7;

    /// <summary>Days of work that a backlog grew by in three days: 0.75.</summary>
    public const double BacklogDaysMin = 0.75;

    /// <summary>The share of parcels beyond their P90 above what was usual: 0.25.</summary>
    public const double DwellShareMin = 0.25;

    /// <summary>Parcels that must have entered before their dwell is judged: 40.</summary>
    public const int DwellParcelsMin = 40;
}
