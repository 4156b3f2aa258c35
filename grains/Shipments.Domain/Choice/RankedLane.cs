using Shipments.Domain.Choice.Data;

namespace Shipments.Domain.Choice;

/// <summary>What a rank is made of.</summary>
public enum RankTermKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>How likely the deadline is met, or without one the promise kept.</summary>
    Promise = 1,

    /// <summary>How long it takes, the wait for the cut-off included.</summary>
    Time = 2,

    /// <summary>What it costs, against the cheapest.</summary>
    Cost = 3,

    /// <summary>What is left of the day's capacity.</summary>
    Capacity = 4,

    /// <summary>How long the parcel waits for the cut-off.</summary>
    CutOff = 5,

    /// <summary>How seldom the customs stop parcels.</summary>
    Customs = 6,

    /// <summary>Whether the lane runs well.</summary>
    Status = 7,

    /// <summary>What a parcel costs in the end: its price, and what being late costs times the chance of it. Against the least of all lanes.</summary>
    ExpectedCost = 8,
}

/// <summary>One term of a score.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Value">0 to 1, 1 the best.</param>
/// <param name="Weight">Its share of the score; all together 1.</param>
/// <param name="Reason">The figures behind it, in a sentence.</param>
public sealed record RankTerm(RankTermKind Kind, double Value, double Weight, string Reason);

/// <summary>Why a lane is not to be had. Members stand in the order in which they are looked for.</summary>
public enum RankExclusion
{
    /// <summary>It is to be had.</summary>
    None = 0,

    /// <summary>It is suspended.</summary>
    Suspended = 1,

    /// <summary>It takes no parcels of this weight.</summary>
    Weight = 2,

    /// <summary>It costs more than may be, or nobody knows what.</summary>
    Cost = 3,

    /// <summary>Its capacity of today is used up.</summary>
    Capacity = 4,

    /// <summary>No cut-off comes in three weeks.</summary>
    CutOff = 5,
}

/// <summary>A lane with its rank.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Score">0 to 1: the sum of its terms' values times their weights. 0 for one that is not to be had.</param>
/// <param name="Probability">How likely it meets the deadline, or without one keeps the promise.</param>
/// <param name="IsCertainEnough">Whether that is as likely as was asked for.</param>
/// <param name="Cost">What it costs; null when that is not known.</param>
/// <param name="Estimate">When the parcel arrives; null when that is not known.</param>
/// <param name="Terms">What the score is made of; empty for one that is not to be had.</param>
/// <param name="Exclusion">Why it is not to be had.</param>
public sealed record RankedLane(
    LaneCandidate Lane, double Score, double Probability, bool IsCertainEnough, Price? Cost, LaneEstimate? Estimate, IReadOnlyList<RankTerm> Terms,
    RankExclusion Exclusion)
{
    /// <summary>How far <see cref="Probability"/> may be off: one standard deviation.</summary>
    public double Deviation { get; init; }
}
