using Shipments.Domain.Eta;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>One scan's word on phase, reason, marks, customs, journey and leg.</summary>
internal static class PhaseFold
{
    public static void Apply(ParcelDecided decided, StoredScan scan)
    {
        MeaningRecord meaning = scan.Meaning;
        Phase now = (Phase)decided.Phase;
        Phase said = PhaseMoves.Target(SaidBy(meaning), PhaseMoves.HasMoved(now, (Leg)decided.Leg));
        bool isOpen = !PhaseMoves.IsFinal(now);
        if (said == Phase.None)
            Comment(decided, meaning);
        else if (PhaseMoves.IsLegal(now, said))
            Move(decided, now, said, meaning);
        else
            scan.Regression = decided.Regression = true;

        if (isOpen && meaning.Customs != (int)CustomsStatus.None)
            decided.Customs = meaning.Customs;
        if (isOpen && decided.CustomsStoppedMs == 0 && CustomsStops.IsStop((CustomsStatus)meaning.Customs))
            decided.CustomsStoppedMs = scan.UtcMs;
        if (isOpen && meaning.Delayed && (Phase)decided.Phase != Phase.Delivered)
            decided.Delayed = true;
    }

    /// <summary>Silence is over, and nothing says where the parcel is now: it is where it was.</summary>
    public static void Revive(ParcelDecided decided)
    {
        if ((Phase)decided.Phase != Phase.Expired)
            return;
        decided.Phase = decided.ExpiredFrom;
        decided.ExpiredFrom = (int)Phase.None;
    }

    /// <summary>A return that begins says so whatever stopped the delivery.</summary>
    private static Phase SaidBy(MeaningRecord meaning) =>
        meaning.ReturnBegins && meaning.Phase < (int)Phase.Returning ? Phase.Returning : (Phase)meaning.Phase;

    /// <summary>A scan that says why and not where.</summary>
    private static void Comment(ParcelDecided decided, MeaningRecord meaning)
    {
        Revive(decided);
        Phase now = (Phase)decided.Phase;
        if (PhaseMoves.IsFinal(now) || now == Phase.Delivered)
            return;
        decided.Held |= meaning.Held;
        if (meaning.Reason == (int)Reason.None && !meaning.ActionRequired)
            return;
        Explain(decided, meaning);
    }

    private static void Move(ParcelDecided decided, Phase now, Phase to, MeaningRecord meaning)
    {
        if (PhaseMoves.IsFinal(now))
            return;
        if (to is Phase.Returning or Phase.Returned)
            TurnBack(decided, now);
        if (now == Phase.Delivered && to == Phase.AvailableForPickup)
            Milestones.Withdraw(decided.Milestones, MilestoneKind.Delivered);
        if (to == Phase.Delivered)
            decided.Delayed = false;
        if (now != to)
            decided.ExpiredFrom = to == Phase.Expired ? (int)now : (int)Phase.None;
        decided.Phase = (int)to;
        decided.Held = meaning.Held;
        Explain(decided, meaning);
        Leg leg = PhaseMoves.LegOf(to);
        if (meaning.Leg != (int)Leg.None && (leg != Leg.None || decided.Leg != (int)Leg.None))
            decided.Leg = meaning.Leg;
        else if (leg != Leg.None)
            decided.Leg = (int)leg;
    }

    /// <summary>Odd journeys are returns. A parcel that is on its way back stays on that journey; one that was delivered begins a new one.</summary>
    private static void TurnBack(ParcelDecided decided, Phase now)
    {
        if (now is Phase.Returning or Phase.Returned)
            return;
        bool isOnReturn = decided.Journey % 2 == 1;
        if (!isOnReturn)
            decided.Journey++;
        else if (now == Phase.Delivered)
            decided.Journey += 2;
    }

    private static void Explain(ParcelDecided decided, MeaningRecord meaning)
    {
        decided.Reason = meaning.Reason;
        decided.Responsible = meaning.Responsible;
        decided.ActionRequired = meaning.ActionRequired;
    }
}
