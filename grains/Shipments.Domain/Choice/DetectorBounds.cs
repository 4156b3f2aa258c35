namespace Shipments.Domain.Choice;

/// <summary>
/// The thresholds of detectors. They were set on simulated worlds so that all lanes together give at most one false alarm a month, see
/// <c>docs/decisions/0015-how-a-lane-shows-trouble.md</c>; <c>bench judge</c> counts what there are.
/// </summary>
public static class DetectorBounds
{
    /// <summary>So small a part of what the least of other weeks lets expect may have come: a tenth.</summary>
    public const double StoppedShareMax = 0.1;

    /// <summary>The same where <see cref="ManyMin"/> or more were to be expected: a fifth.</summary>
    public const double StoppedShareOfMany = 0.2;

    /// <summary>So many are many: 60.</summary>
    public const double ManyMin = 60;

    /// <summary>So large a part of what is to be expected is a stage that goes on, or goes on again: half.</summary>
    public const double GoesOnShareMin = 0.5;

    /// <summary>So many must have been expected before an end is believed: 10.</summary>
    public const double ResumedExpectedMin = 10;

    /// <summary>So many must have been expected of a stage before its silence counts for a silence of all: 5.</summary>
    public const double SilentExpectedMin = 5;

    /// <summary>So many must have been expected of a lane itself before a stop of its country's pool is one of it: 3.</summary>
    public const double OwnExpectedMin = 3;

    /// <summary>Where so many were to be expected of a country's pool and nothing came of any lane, thinner lanes have stopped with it too: 30.</summary>
    public const double NothingExpectedMin = 30;

    /// <summary>So large a part of its own parcels at most may have come of a lane that a stop of its pool is one of, and of its carrier's in each stretch in which the others stood still: a quarter.</summary>
    public const double OwnShareMax = 0.25;

    /// <summary>After so long a proposal of stopped scans ends whatever comes: what lasts longer is the lane as it now is.</summary>
    public static readonly TimeSpan StoppedFor = TimeSpan.FromDays(21);

    /// <summary>Weeks to compare that are wanted before a lane is judged: 2.</summary>
    public const int WeeksMin = 2;

    /// <summary>With no more than <see cref="WeeksMin"/> weeks so much more must be expected: 1.5 times.</summary>
    public const double FewWeeksFactor = 1.5;

    /// <summary>When less than this share of what came through the stage before in another week came through it now, nothing is expected: half.</summary>
    public const double SupplyShareMin = 0.5;

    /// <summary>A backlog and a dwell must stay beyond their bounds so long before they are told: a day.</summary>
    public static readonly TimeSpan LastingFor = TimeSpan.FromDays(1);

    /// <summary>Standard deviations that a backlog's growth lies above what it was in other weeks: 7.</summary>
    public const double BacklogDeviationsMin = 7;

    /// <summary>Days of work that a backlog grew by in three days: 0.75.</summary>
    public const double BacklogDaysMin = 0.75;

    /// <summary>So many must have been expected to go out before that less did is a backlog: 20. What comes with few flights lets expect next to nothing half hour by half hour.</summary>
    public const double BacklogExpectedMin = 20;

    /// <summary>The share of parcels beyond their P90 above what was usual: 0.25.</summary>
    public const double DwellShareMin = 0.25;

    /// <summary>Parcels that must have entered before their dwell is judged: 40.</summary>
    public const int DwellParcelsMin = 40;
}
