using Shipments.Domain.Lanes;
using Shipments.Journal.V1;

namespace Shipments.Domain.Eta;

/// <summary>
/// What a parcel says of its first attempt: a window at each change of the parcel, where it differs enough from the one said before. What was
/// said is a fact: it is kept whatever is decided anew, the first one for ever, and no word comes back that nothing is known.
/// </summary>
internal static class Announcements
{
    /// <summary>Smaller changes are not announced: 6 hours.</summary>
    public const long ChangeMinMs = 6 * 3_600_000L;

    /// <summary>Nor are those below this share of the time that is left.</summary>
    public const double ChangeShareMin = 0.1;

    /// <summary>Keeps in decisions made anew what was said before them.</summary>
    /// <param name="said">The decisions before.</param>
    /// <param name="decided">The decisions now; changed.</param>
    public static void Keep(ParcelDecided said, ParcelDecided decided)
    {
        if (ReferenceEquals(said, decided))
            return;
        decided.Estimate = said.Estimate;
        decided.EstimateOriginal = said.EstimateOriginal;
        decided.Announcements = said.Announcements;
        decided.SaidWindows.Clear();
        decided.SaidWindows.Add(said.SaidWindows);
    }

    /// <summary>Says a new window, if there is one to be said.</summary>
    /// <param name="before">What the lane counts of the parcel before the change. A window is no news in the change that takes an attempt back:
    /// then what a parcel's windows count for never changes in one entry with the windows themselves, and no entry needs to tell both.</param>
    /// <param name="decided">The decisions now; changed.</param>
    /// <param name="forecasts">The tenant's forecasts.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
    /// <returns>Whether one was said.</returns>
    public static bool Say(in LaneFacts before, ParcelDecided decided, ForecastTable forecasts, long nowMs)
    {
        if (before.AttemptMs != 0 || decided.Merged || forecasts.Count == 0)
            return false;
        LaneFacts facts = LaneFacts.Of(decided);
        if (!EtaFacts.IsAwaited(facts))
            return false;
        EtaPoint point = EtaFacts.Standing(facts);
        if (forecasts.Window(decided.Lane, point, EtaFacts.ReachedMs(facts, point), nowMs) is not { } window || !IsNews(facts.Estimate, window, nowMs))
            return false;
        decided.Estimate = Estimates.Of(window, nowMs);
        decided.EstimateOriginal ??= decided.Estimate.Clone();
        decided.Announcements++;
        if (facts.Said(point).Bits == 0)
            decided.SaidWindows.Add(new SaidWindow(window, nowMs).Bits);
        return true;
    }

    /// <summary>Whether a window differs enough from the one said last.</summary>
    public static bool IsNews(in EstimateTimes said, in EtaWindow window, long nowMs)
    {
        if (said.SaidMs == 0 || said.P80Ms < nowMs)
            return true;
        double least = Math.Max(ChangeMinMs, ChangeShareMin * (window.P80Ms - nowMs));
        return Math.Abs(window.P50Ms - said.P50Ms) >= least || Math.Abs(window.P80Ms - said.P80Ms) >= least;
    }
}
