using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Choice;

/// <summary>Whether a lane is to be used. The numbers are written in states: fixed for ever.</summary>
public enum LaneCondition
{
    /// <summary>It runs.</summary>
    Open = 0,

    /// <summary>It runs badly: used when nothing better is.</summary>
    Degraded = 1,

    /// <summary>It is not used.</summary>
    Suspended = 2,
}

/// <summary>A lane that a parcel may take, with all that its estimate and its rank follow from.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Terms">What the operator's files say.</param>
public sealed record LaneCandidate(LaneKey Lane, LaneTerms Terms)
{
    /// <summary>How long its parcels took.</summary>
    public LaneTimes Times { get; init; } = new();

    /// <summary>How long parcels wait on it now.</summary>
    public LaneDelay Delay { get; init; }

    /// <summary>Whether it is to be used.</summary>
    public LaneCondition Condition { get; init; }

    /// <summary>First attempts that kept the first promise.</summary>
    public double PromisesKept { get; init; }

    /// <summary>First attempts that missed it.</summary>
    public double PromisesMissed { get; init; }

    /// <summary>Parcels that came to it today.</summary>
    public long UsedToday { get; init; }

    /// <summary>Parcels on their way that the customs stopped.</summary>
    public double CustomsStopped { get; init; }

    /// <summary>Parcels on their way with any status at the customs.</summary>
    public double CustomsAll { get; init; }
}
