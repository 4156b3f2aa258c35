using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Eta;

/// <summary>What of a parcel its windows follow from.</summary>
internal static class EtaFacts
{
    /// <summary>How many points there are.</summary>
    public const int Points = (int)EtaPoint.CustomsStopped + 1;

    /// <summary>When a point was first reached; 0 when it was not.</summary>
    public static long ReachedMs(in LaneFacts facts, EtaPoint point) =>
        point == EtaPoint.CustomsStopped ? facts.CustomsStoppedMs : facts[(MilestoneKind)point];

    /// <summary>The point a parcel stands at: the furthest one reached, or the stop at the customs while it lasts.</summary>
    public static EtaPoint Standing(in LaneFacts facts)
    {
        if (facts.CustomsStoppedMs != 0 && CustomsStops.IsStop((CustomsStatus)facts.Customs))
            return EtaPoint.CustomsStopped;
        for (EtaPoint point = EtaPoint.OutForDelivery; point > EtaPoint.None; point--)
        {
            if (facts[(MilestoneKind)point] != 0)
                return point;
        }

        return EtaPoint.None;
    }

    /// <summary>When a parcel went on from a point: to one further on, to a stop at the customs, or to its attempt; 0 when that is not known.</summary>
    public static long LeftMs(in LaneFacts facts, EtaPoint point)
    {
        long reached = ReachedMs(facts, point);
        long left = Sooner(0, facts.AttemptMs, reached);
        bool isStop = point == EtaPoint.CustomsStopped;
        if (!isStop)
            left = Sooner(left, facts.CustomsStoppedMs, reached);
        for (EtaPoint next = isStop ? EtaPoint.ImportCustomsReleased : point + 1; next <= EtaPoint.OutForDelivery; next++)
            left = Sooner(left, facts[(MilestoneKind)next], reached);
        return left;
    }

    /// <summary>Whether a first attempt is still to come.</summary>
    public static bool IsAwaited(in LaneFacts facts) => facts.AttemptMs == 0 && IsOnTheWay(facts.Phase);

    private static long Sooner(long known, long other, long notBefore) =>
        other == 0 || other < notBefore || (known != 0 && known <= other) ? known : other;

    private static bool IsOnTheWay(Phase phase) => phase switch
    {
        Phase.InfoReceived or Phase.PickedUp or Phase.ExportCustoms or Phase.Departed or Phase.LineHaul or Phase.Arrived or Phase.ImportCustoms
            or Phase.LastMile or Phase.OutForDelivery or Phase.Exception => true,
        Phase.None or Phase.Pending or Phase.AttemptFailed or Phase.AvailableForPickup or Phase.Delivered or Phase.Returning or Phase.Returned
            or Phase.Lost or Phase.Destroyed or Phase.Cancelled or Phase.Expired => false,
    };
}
