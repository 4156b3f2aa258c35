namespace Shipments.Domain.Lanes;

/// <summary>Which promise of a carrier something is compared with, and how. The numbers are written in states: fixed for ever.</summary>
public enum LanePromise
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Not later than the first one ever said.</summary>
    OriginalKept = 1,

    /// <summary>Later than the first one ever said.</summary>
    OriginalMissed = 2,

    /// <summary>Not later than the last one said before.</summary>
    CurrentKept = 3,

    /// <summary>Later than the last one said before.</summary>
    CurrentMissed = 4,
}
