namespace Shipments.Domain.Choice;

/// <summary>What finds that a lane does not run as it does. The numbers are written in states: fixed for ever.</summary>
public enum LaneDetector
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Scans of one stage have stopped where many were to be expected, and those of others go on.</summary>
    ScansStopped = 1,

    /// <summary>More comes in than goes out, and less goes out than does in other weeks.</summary>
    BacklogGrowing = 2,

    /// <summary>More parcels than usual lie longer than nine in ten did.</summary>
    DwellLong = 3,

    /// <summary>Scans of all stages stopped at once: what is lost is the carrier's data, as far as anybody can tell. No lane is degraded for it.</summary>
    FeedSilent = 4,
}
