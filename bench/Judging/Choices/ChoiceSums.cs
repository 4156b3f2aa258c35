using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Judging.Choices;

/// <summary>Sums up choices of one chooser against one policy.</summary>
internal sealed class ChoiceSums
{
    private readonly SortedSet<string> _picked = new(StringComparer.Ordinal);
    private readonly List<decimal> _steps = [];
    private long _parcels;
    private long _moved;
    private long _pickedOnTime;
    private long _chosenOnTime;
    private long _freeOnTime;
    private decimal _pickedCost;
    private decimal _chosenCost;
    private decimal _leastCost;

    /// <summary>Adds a parcel that has ended on all lanes.</summary>
    public void Add(ChoiceDecision decision, TradeLane picked, TradeLane chosen, int deadlineDay)
    {
        _picked.Add(picked.Service);
        _parcels++;
        _moved += chosen == picked ? 0 : 1;
        _pickedOnTime += decision.IsOnTime(picked, deadlineDay) ? 1 : 0;
        _chosenOnTime += decision.IsOnTime(chosen, deadlineDay) ? 1 : 0;
        _pickedCost += decision.CostOf(picked);
        _chosenCost += decision.CostOf(chosen);

        // In hindsight a parcel takes the cheapest lane, or for a step more the cheapest on which it is in time.
        decimal least = decision.Candidates.Min(candidate => candidate.Cost);
        _leastCost += least;
        decimal? inTime = decision.Candidates.Where(candidate => decision.IsOnTime(candidate.Lane, deadlineDay)).Select(candidate => (decimal?)candidate.Cost).Min();
        if (inTime == least)
            _freeOnTime++;
        else if (inTime is { } cost)
            _steps.Add(cost - least);
    }

    /// <summary>The figures.</summary>
    public ChoiceResult Result(string corridor, string policy, string chooser) => new(
        corridor, policy, chooser, _picked.Count == 1 ? _picked.Min! : $"{_picked.Count} services", _parcels, _moved, (double)_pickedOnTime / _parcels,
        (double)_chosenOnTime / _parcels, (double)(_pickedCost / _parcels), (double)(_chosenCost / _parcels), (double)(_freeOnTime + Bought()) / _parcels);

    // Each step buys one parcel in time, so the least ones first buy the most.
    private int Bought()
    {
        decimal left = _pickedCost - _leastCost;
        int bought = 0;
        foreach (decimal step in _steps.Order())
        {
            if (step > left)
                break;
            left -= step;
            bought++;
        }

        return bought;
    }
}
