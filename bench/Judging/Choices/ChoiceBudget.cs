namespace Shipments.Bench.Judging.Choices;

/// <summary>
/// What a seller does to spend on average no more than before, and no less where it helps: what parcels cost less goes into a purse, and no parcel costs
/// more than its own share and the purse. A parcel in time is worth to it the most at which the last parcels would have cost no more than their shares and the purse.
/// </summary>
internal sealed class ChoiceBudget
{
    /// <summary>So many of the last parcels are looked at: 400.</summary>
    public const int ParcelsMax = 400;

    private readonly Queue<decimal[]> _last = new();
    private readonly decimal[] _over = new decimal[Worths.Count];
    private decimal _purse;

    /// <summary>What a parcel in time may be worth, rising.</summary>
    public static IReadOnlyList<decimal> Worths { get; } = [1, 2, 3, 5, 7, 10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 320];

    /// <summary>What a parcel in time is worth now.</summary>
    public decimal LateCost
    {
        get
        {
            int at = Worths.Count - 1;
            while (at > 0 && _over[at] > _purse)
                at--;
            return Worths[at];
        }
    }

    /// <summary>The most a parcel may cost.</summary>
    /// <param name="share">What it would have cost before.</param>
    public decimal CostMax(decimal share) => share + _purse;

    /// <summary>A parcel was sent.</summary>
    /// <param name="share">What it would have cost before.</param>
    /// <param name="cost">What it costs; at most <see cref="CostMax"/>.</param>
    /// <param name="costs">What it would have cost at each of <see cref="Worths"/>, had the purse been full.</param>
    public void Spend(decimal share, decimal cost, IReadOnlyList<decimal> costs)
    {
        _purse += share - cost;
        decimal[] over = [.. costs.Select(at => at - share)];
        _last.Enqueue(over);
        Add(over, 1);
        if (_last.Count > ParcelsMax)
            Add(_last.Dequeue(), -1);
    }

    private void Add(decimal[] over, int sign)
    {
        for (int i = 0; i < over.Length; i++)
            _over[i] += sign * over[i];
    }
}
