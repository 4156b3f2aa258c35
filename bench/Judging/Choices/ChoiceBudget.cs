namespace Shipments.Bench.Judging.Choices;

/// <summary>
/// What a seller does to spend on average no more than before: what parcels cost less goes into a purse, and no parcel costs more than its own
/// share and the purse. What it says a parcel in time is worth rises while the purse is full and falls while it is empty.
/// </summary>
internal sealed class ChoiceBudget
{
    private const decimal WorthLeast = 1;
    private const decimal WorthMost = 200;
    private const decimal Step = 1.01m;

    // So many shares in the purse are neither much nor little.
    private const decimal PurseShares = 5;

    private decimal _purse;

    /// <summary>What a parcel in time is worth now.</summary>
    public decimal LateCost { get; private set; } = 10;

    /// <summary>The most a parcel may cost.</summary>
    /// <param name="share">What it would have cost before.</param>
    public decimal CostMax(decimal share) => share + _purse;

    /// <summary>A parcel was sent.</summary>
    /// <param name="share">What it would have cost before.</param>
    /// <param name="cost">What it costs; at most <see cref="CostMax"/>.</param>
    public void Spend(decimal share, decimal cost)
    {
        _purse += share - cost;
        LateCost = Math.Clamp(_purse > PurseShares * share ? LateCost * Step : LateCost / Step, WorthLeast, WorthMost);
    }
}
