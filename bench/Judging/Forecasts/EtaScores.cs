using Shipments.Domain.Parcels;

namespace Shipments.Bench.Judging.Forecasts;

/// <summary>The scores of some predictors: of all moments, by phase, by week and of the first moment of each parcel.</summary>
internal sealed class EtaScores(IReadOnlyList<string> names)
{
    private readonly EtaScore[] _all = [.. names.Select(_ => new EtaScore())];
    private readonly EtaScore[] _firsts = [.. names.Select(_ => new EtaScore())];
    private readonly SortedDictionary<Phase, EtaScore[]> _phases = [];
    private readonly SortedDictionary<int, EtaScore[]> _weeks = [];

    public IReadOnlyList<string> Names => names;

    public IReadOnlyList<EtaScore> All => _all;

    /// <summary>Of the first moment of each parcel.</summary>
    public IReadOnlyList<EtaScore> Firsts => _firsts;

    public IReadOnlyDictionary<Phase, EtaScore[]> Phases => _phases;

    /// <summary>By the week of the world in which the question was asked, from 0.</summary>
    public IReadOnlyDictionary<int, EtaScore[]> Weeks => _weeks;

    public void Add(int predictor, in EtaGuess guess, long attemptMs, Phase phase, int week, bool isFirst)
    {
        _all[predictor].Add(guess, attemptMs);
        Of(_phases, phase)[predictor].Add(guess, attemptMs);
        Of(_weeks, week)[predictor].Add(guess, attemptMs);
        if (isFirst)
            _firsts[predictor].Add(guess, attemptMs);
    }

    /// <summary>Adds those of another seed.</summary>
    public void Add(EtaScores other)
    {
        for (int i = 0; i < names.Count; i++)
        {
            _all[i].Add(other._all[i]);
            _firsts[i].Add(other._firsts[i]);
            foreach ((Phase phase, EtaScore[] scores) in other._phases)
                Of(_phases, phase)[i].Add(scores[i]);
            foreach ((int week, EtaScore[] scores) in other._weeks)
                Of(_weeks, week)[i].Add(scores[i]);
        }
    }

    private EtaScore[] Of<TKey>(SortedDictionary<TKey, EtaScore[]> known, TKey key)
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out EtaScore[]? scores))
            known[key] = scores = [.. names.Select(_ => new EtaScore())];
        return scores;
    }
}
