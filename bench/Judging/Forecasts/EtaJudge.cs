using Shipments.Bench.Judging.Deciding;
using Shipments.Bench.Judging.Totals;
using Shipments.Bench.Simulation.Worlds;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Bench.Judging.Forecasts;

/// <summary>
/// Asks all predictors the same questions and holds the guesses against the true first attempt, at two kinds of moments: whenever the product announces
/// a window, which is a choice of its own; and when a parcel is first told to have reached a milestone, whatever anybody announces, where what the
/// product said last stands for it. Parcels that nobody ever tries to deliver, and services that tell of no attempt, are left out.
/// </summary>
internal sealed class EtaJudge(IReadOnlyList<IEtaPredictor> predictors, DateTimeOffset start)
{
    /// <summary>Announcements of one parcel beyond this are not asked at: 60. Milestones are asked at all the same.</summary>
    public const int AnnouncementsMax = 60;

    private const long WeekMs = 7 * 86_400_000L;

    private readonly Dictionary<int, List<EtaMoment>> _open = [];
    private readonly MilestonesSeen _seen = new();
    private readonly HashSet<int> _learnt = [];

    /// <summary>At announcements, by phase.</summary>
    public EtaScores Announced { get; } = new([.. predictors.Select(predictor => predictor.Name)]);

    /// <summary>At milestones, by milestone.</summary>
    public EtaScores Milestones { get; } = new([.. predictors.Select(predictor => predictor.Name)]);

    /// <summary>An entry was committed.</summary>
    /// <param name="parcel">The parcel.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="isAnnounced">Whether it announces a window.</param>
    /// <param name="nowMs">When.</param>
    public void Committed(JudgedParcel parcel, ParcelEntry entry, bool isAnnounced, long nowMs)
    {
        if (entry.Decided is not { } decided || parcel.Truth.Lane.IsUntracked)
            return;
        MilestoneKind milestone = _seen.New(parcel.Truth.Id, decided);
        long attempt = TotalsJudge.FirstAttemptMs(decided);
        EtaQuestion question = new(
            parcel.Truth.Lane.Name, parcel.Truth.Lane.PromiseDays, decided, (Phase)decided.Phase, PickedUpMs(parcel.State, decided), nowMs);
        if (attempt > 0)
            Learn(parcel.Truth, question, attempt);
        else if ((isAnnounced || milestone != MilestoneKind.None) && IsOnTheWay((Phase)decided.Phase))
            Ask(parcel.Truth, question, milestone, isAnnounced);
    }

    /// <summary>A parcel has ended: its questions are answered.</summary>
    public void Ended(SimParcel parcel)
    {
        _learnt.Remove(parcel.Id);
        _seen.Forget(parcel.Id);
        if (!_open.Remove(parcel.Id, out List<EtaMoment>? moments) || parcel.FirstAttemptAt < 0)
            return;
        long attempt = start.ToUnixTimeMilliseconds() + (parcel.FirstAttemptAt * 1_000L);

        // A scan that came late may be told of after the attempt, and is no forecast of it.
        moments.RemoveAll(moment => moment.NowMs >= attempt);
        Score(Announced, moments.Where(moment => moment.IsAnnounced), moment => (int)moment.Phase, attempt);
        Score(Milestones, moments.Where(moment => moment.Milestone != MilestoneKind.None), moment => (int)moment.Milestone, attempt);
    }

    /// <summary>Shows the lanes to the predictors.</summary>
    public void Refresh(IReadOnlyDictionary<string, LaneState> lanes, long nowMs)
    {
        foreach (IEtaPredictor predictor in predictors)
            predictor.Refresh(lanes, nowMs);
    }

    private void Score(EtaScores scores, IEnumerable<EtaMoment> moments, Func<EtaMoment, int> stage, long attempt)
    {
        bool isFirst = true;
        foreach (EtaMoment moment in moments)
        {
            if (moment.Guesses is null)
            {
                scores.AddSilent(stage(moment));
                continue;
            }

            scores.Add(moment.Guesses, attempt, stage(moment), (int)((moment.NowMs - start.ToUnixTimeMilliseconds()) / WeekMs), isFirst);
            isFirst = false;
        }
    }

    private void Learn(SimParcel parcel, in EtaQuestion question, long attempt)
    {
        if (!_learnt.Add(parcel.Id))
            return;
        foreach (IEtaPredictor predictor in predictors)
            predictor.Learn(question, attempt);
    }

    private void Ask(SimParcel parcel, in EtaQuestion question, MilestoneKind milestone, bool isAnnounced)
    {
        if (!_open.TryGetValue(parcel.Id, out List<EtaMoment>? moments))
            _open[parcel.Id] = moments = [];
        isAnnounced &= moments.Count(moment => moment.IsAnnounced) < AnnouncementsMax;
        if (isAnnounced || milestone != MilestoneKind.None)
            moments.Add(new EtaMoment(question.Phase, milestone, isAnnounced, question.NowMs, Guesses(question)));
    }

    // Only questions that all answer are fair.
    private EtaGuess[]? Guesses(in EtaQuestion question)
    {
        EtaGuess[] guesses = new EtaGuess[predictors.Count];
        for (int i = 0; i < guesses.Length; i++)
        {
            if (predictors[i].Guess(question) is not { } guess)
                return null;
            guesses[i] = guess;
        }

        return guesses;
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
