namespace Shipments.Bench.Judging.Forecasts;

/// <summary>The scores of some predictors at one kind of moments: of all, by stage, by week and of the first moment of each parcel.</summary>
internal sealed class EtaScores(IReadOnlyList<string> names)
{
    private readonly EtaScore[] _all = [.. names.Select(_ => new EtaScore())];
    private readonly EtaScore[] _firsts = [.. names.Select(_ => new EtaScore())];
    private readonly SortedDictionary<int, EtaScore[]> _stages = [];
    private readonly SortedDictionary<int, EtaScore[]> _weeks = [];
    private readonly SortedDictionary<int, long> _silent = [];

    public IReadOnlyList<string> Names => names;

    public IReadOnlyList<EtaScore> All => _all;

    /// <summary>Of the first moment of each parcel.</summary>
    public IReadOnlyList<EtaScore> Firsts => _firsts;

    /// <summary>By where the parcel was: the number of its phase, or of the milestone it had just reached.</summary>
    public IReadOnlyDictionary<int, EtaScore[]> Stages => _stages;

    /// <summary>By the week of the world in which the question was asked, from 0.</summary>
    public IReadOnlyDictionary<int, EtaScore[]> Weeks => _weeks;

    /// <summary>Moments at which one of them had nothing to say, so that none is scored.</summary>
    public long Silent => _silent.Values.Sum();

    /// <summary>Those at a stage.</summary>
    public long SilentAt(int stage) => _silent.GetValueOrDefault(stage);

    /// <summary>Adds a moment.</summary>
    /// <param name="guesses">What was answered, in the order of <see cref="Names"/>.</param>
    /// <param name="attemptMs">The truth.</param>
    /// <param name="stage">The number of the stage.</param>
    /// <param name="week">The week of the world.</param>
    /// <param name="isFirst">Whether it is the parcel's first.</param>
    public void Add(IReadOnlyList<EtaGuess> guesses, long attemptMs, int stage, int week, bool isFirst)
    {
        for (int i = 0; i < guesses.Count; i++)
        {
            EtaGuess guess = guesses[i];
            _all[i].Add(guess, attemptMs);
            Of(_stages, stage)[i].Add(guess, attemptMs);
            Of(_weeks, week)[i].Add(guess, attemptMs);
            if (isFirst)
                _firsts[i].Add(guess, attemptMs);
        }
    }

    /// <summary>Adds a moment at which one had nothing to say.</summary>
    public void AddSilent(int stage) => _silent[stage] = SilentAt(stage) + 1;

    /// <summary>Adds those of another seed.</summary>
    public void Add(EtaScores other)
    {
        for (int i = 0; i < names.Count; i++)
        {
            _all[i].Add(other._all[i]);
            _firsts[i].Add(other._firsts[i]);
            foreach ((int stage, EtaScore[] scores) in other._stages)
                Of(_stages, stage)[i].Add(scores[i]);
            foreach ((int week, EtaScore[] scores) in other._weeks)
                Of(_weeks, week)[i].Add(scores[i]);
        }

        foreach ((int stage, long moments) in other._silent)
            _silent[stage] = SilentAt(stage) + moments;
    }

    private EtaScore[] Of(SortedDictionary<int, EtaScore[]> known, int key)
    {
        if (!known.TryGetValue(key, out EtaScore[]? scores))
            known[key] = scores = [.. names.Select(_ => new EtaScore())];
        return scores;
    }
}
