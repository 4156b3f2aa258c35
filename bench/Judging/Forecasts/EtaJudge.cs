using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Judging.Totals;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Bench.Judging.Forecasts;

/// <summary>
/// Asks all predictors the same questions, whenever the product announces a window or, before it can, a parcel's phase changes; and holds the guesses
/// against the true first attempt. Parcels that nobody ever tries to deliver, and services that tell of no attempt, are left out.
/// </summary>
internal sealed class EtaJudge(IReadOnlyList<IEtaPredictor> predictors, DateTimeOffset start)
{
    /// <summary>Questions of one parcel beyond this are not asked: 60.</summary>
    public const int QuestionsMax = 60;

    private const long WeekMs = 7 * 86_400_000L;

    private readonly Dictionary<int, List<(Phase Phase, long NowMs, EtaGuess?[] Guesses)>> _open = [];
    private readonly HashSet<int> _learnt = [];

    public EtaScores Scores { get; } = new([.. predictors.Select(predictor => predictor.Name)]);

    /// <summary>An entry was committed.</summary>
    /// <param name="parcel">The parcel.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="isMoment">Whether it is a moment to ask at.</param>
    /// <param name="nowMs">When.</param>
    public void Committed(JudgedParcel parcel, ParcelEntry entry, bool isMoment, long nowMs)
    {
        if (entry.Decided is not { } decided || parcel.Truth.Lane.IsUntracked)
            return;
        long attempt = TotalsJudge.FirstAttemptMs(decided);
        EtaQuestion question = new(
            parcel.Truth.Lane.Name, parcel.Truth.Lane.PromiseDays, decided, (Phase)decided.Phase, PickedUpMs(parcel.State, decided), nowMs);
        if (attempt > 0)
            Learn(parcel.Truth, question, attempt);
        else if (isMoment && IsOnTheWay((Phase)decided.Phase))
            Ask(parcel.Truth, question);
    }

    /// <summary>A parcel has ended: its questions are answered.</summary>
    public void Ended(SimParcel parcel)
    {
        _learnt.Remove(parcel.Id);
        if (!_open.Remove(parcel.Id, out List<(Phase Phase, long NowMs, EtaGuess?[] Guesses)>? questions) || parcel.FirstAttemptAt < 0)
            return;
        long startMs = start.ToUnixTimeMilliseconds();
        long attempt = startMs + (parcel.FirstAttemptAt * 1_000L);
        bool isFirst = true;
        foreach ((Phase phase, long now, EtaGuess?[] guesses) in questions)
        {
            // A scan that came late may be told of after the attempt, and is no forecast of it.
            if (now >= attempt)
                continue;
            for (int i = 0; i < guesses.Length; i++)
            {
                if (guesses[i] is { } guess)
                    Scores.Add(i, guess, attempt, phase, (int)((now - startMs) / WeekMs), isFirst);
            }

            isFirst = false;
        }
    }

    /// <summary>Shows the lanes to the predictors.</summary>
    public void Refresh(IReadOnlyDictionary<string, LaneState> lanes, long nowMs)
    {
        foreach (IEtaPredictor predictor in predictors)
            predictor.Refresh(lanes, nowMs);
    }

    private void Learn(SimParcel parcel, in EtaQuestion question, long attempt)
    {
        if (!_learnt.Add(parcel.Id))
            return;
        foreach (IEtaPredictor predictor in predictors)
            predictor.Learn(question, attempt);
    }

    // Only questions that all answer are fair.
    private void Ask(SimParcel parcel, in EtaQuestion question)
    {
        EtaGuess?[] guesses = new EtaGuess?[predictors.Count];
        for (int i = 0; i < guesses.Length; i++)
        {
            guesses[i] = predictors[i].Guess(question);
            if (guesses[i] is null)
                return;
        }

        if (!_open.TryGetValue(parcel.Id, out List<(Phase Phase, long NowMs, EtaGuess?[] Guesses)>? questions))
            _open[parcel.Id] = questions = [];
        if (questions.Count < QuestionsMax)
            questions.Add((question.Phase, question.NowMs, guesses));
    }

    private static long PickedUpMs(ParcelState state, ParcelDecided decided)
    {
        foreach (MilestoneRecord milestone in decided.Milestones)
        {
            if (milestone.Kind == (int)MilestoneKind.PickedUp)
                return milestone.FirstMs;
        }

        return state.CreatedMs;
    }

    private static bool IsOnTheWay(Phase phase) => phase is >= Phase.PickedUp and <= Phase.OutForDelivery or Phase.Exception;
}
