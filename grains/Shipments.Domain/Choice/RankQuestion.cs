using Shipments.Domain.Choice.Data;

namespace Shipments.Domain.Choice;

/// <summary>What a parcel's lane is chosen for.</summary>
public enum RankPreference
{
    /// <summary>A bit of all.</summary>
    Balanced = 0,

    /// <summary>The price first.</summary>
    Cheapest = 1,

    /// <summary>The time first.</summary>
    Fastest = 2,

    /// <summary>The promise or the deadline first.</summary>
    Reliable = 3,
}

/// <summary>For what parcel lanes are ranked.</summary>
/// <param name="PostingMs">When it is handed over, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="Grams">Its weight.</param>
/// <param name="Preference">What counts most.</param>
public sealed record RankQuestion(long PostingMs, int Grams, RankPreference Preference)
{
    /// <summary>The day by which it must arrive, from 1970-01-01 as 0; null for none.</summary>
    public int? DeadlineDay { get; init; }

    /// <summary>The most it may cost; null for any price. Lanes without a price in this currency are then left out.</summary>
    public Price? CostMax { get; init; }

    /// <summary>Lanes that are less certain to keep the promise or the deadline come after all others; null for none.</summary>
    public double? ProbabilityMin { get; init; }

    /// <summary>
    /// What it costs the seller when the parcel is late: a refund, a voucher, a customer. With it lanes rank by what a parcel costs in the end, the
    /// price and this times the chance to be late; the preference says nothing then. Null for none.
    /// </summary>
    public Price? LateCost { get; init; }

    /// <summary>
    /// The service that is taken when nothing speaks against it: with <see cref="LateCost"/> another one comes before it only when it costs less in the end nineteen
    /// times in twenty. Null for none; one that is not to be had counts as none.
    /// </summary>
    public string? UsualService { get; init; }

    /// <summary>Prices in other currencies count as unknown; null for the currency of the first lane that has a price.</summary>
    public string? Currency { get; init; }
}
