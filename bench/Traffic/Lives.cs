namespace Shipments.Bench.Traffic;

/// <summary>
/// The lives of parcels as scans: warehouse, export customs, flight, import customs, and the last mile in the codes of who delivers. One in nine
/// deliveries fails at first; on an untracked service nothing comes after import customs. Past its end a life goes on with scans of a depot, so
/// that any number of scans can be had of a parcel.
/// </summary>
internal static class Lives
{
    private const int AttemptOneIn = 9;

    private static readonly LifeStep[] FirstMile =
    [
        new("cainiao", "CONSIGN", "Order created", true),
        new("cainiao", "GWMS_ACCEPT", "Accepted by the warehouse", true),
        new("cainiao", "GWMS_PACKAGE", "Packed", true),
        new("cainiao", "GWMS_OUTBOUND", "Left the warehouse", true),
        new("cainiao", "PU_PICKUP_SUCCESS", "Received by the logistics company", true),
        new("cainiao", "SC_INBOUND_SUCCESS", "Arrived at the sorting centre", true),
        new("cainiao", "SC_OUTBOUND_SUCCESS", "Departed from the sorting centre", true),
        new("cainiao", "CC_EX_START", "Export customs clearance started", true),
        new("cainiao", "CC_EX_SUCCESS", "Export customs clearance complete", true),
        new("cainiao", "LH_HO_AIRLINE", "Handed over to the airline", true),
        new("cainiao", "LH_DEPART", "Left the country of origin", true),
        new("cainiao", "LH_ARRIVE", "Arrived at the line-haul office", false),
        new("cainiao", "CC_IM_START", "Import customs clearance started", false),
        new("cainiao", "CC_IM_SUCCESS", "Import customs clearance complete", false),
    ];

    private static readonly Dictionary<LastMile, LifeStep[]> Deliveries = new()
    {
        [LastMile.Partner] =
        [
            new("cainiao", "GTMS_ACCEPT", "Accepted by the last-mile carrier", false),
            new("cainiao", "GTMS_DO_ARRIVE", "Arrived at the delivery depot", false),
            new("cainiao", "GTMS_DELIVERING", "Out for delivery", false),
            new("cainiao", "GTMS_SIGNED", "Delivered", false),
        ],
        [LastMile.Usps] =
        [
            new("usps", "10", "Processed through a facility", false),
            new("usps", "T1", "Departed a regional facility", false),
            new("usps", "07", "Arrived at the post office", false),
            new("usps", "OF", "Out for delivery", false),
            new("usps", "01", "Delivered, in or at the mailbox", false),
        ],
        [LastMile.Correos] =
        [
            new("correos", "P040000V", "Clasificado", false),
            new("correos", "G01L010V", "En la unidad de reparto", false),
            new("correos", "H020000V", "En reparto", false),
            new("correos", "I010000V", "Entregado", false),
        ],
    };

    private static readonly Dictionary<LastMile, LifeStep> Attempts = new()
    {
        [LastMile.Partner] = new("cainiao", "GTMS_DEL_FAILURE", "Delivery attempt failed", false),
        [LastMile.Usps] = new("usps", "53", "Receptacle blocked", false),
        [LastMile.Correos] = new("correos", "H020000V", "En reparto de nuevo", false),
    };

    private static readonly Dictionary<LastMile, LifeStep> Depots = new()
    {
        [LastMile.Partner] = new("cainiao", "GTMS_DO_DEPART", "Departed from the delivery depot", false),
        [LastMile.Usps] = new("usps", "NT", "In transit to the next facility", false),
        [LastMile.Correos] = new("correos", "P040000V", "Clasificado", false),
    };

    /// <summary>How many scans a life has before it goes on with those of a depot.</summary>
    /// <param name="lane">The parcel's lane.</param>
    /// <param name="fate">A number of the parcel's own; decides whether its delivery fails at first.</param>
    public static int LengthOf(LaneShare lane, ulong fate) => lane.Untracked
        ? FirstMile.Length
        : FirstMile.Length + Deliveries[lane.LastMile].Length + (FailsAtFirst(fate) ? 2 : 0);

    /// <summary>The scan at a place of the life.</summary>
    /// <param name="lane">The parcel's lane.</param>
    /// <param name="fate">A number of the parcel's own.</param>
    /// <param name="position">From 0.</param>
    public static LifeStep At(LaneShare lane, ulong fate, int position)
    {
        if (position < FirstMile.Length)
            return FirstMile[position];
        if (position >= LengthOf(lane, fate))
            return Depots[lane.LastMile];
        LifeStep[] delivery = Deliveries[lane.LastMile];
        int at = position - FirstMile.Length;
        if (!FailsAtFirst(fate) || at < delivery.Length - 1)
            return delivery[at];
        return (at - (delivery.Length - 1)) switch { 0 => Attempts[lane.LastMile], 1 => delivery[^2], _ => delivery[^1] };
    }

    private static bool FailsAtFirst(ulong fate) => fate % AttemptOneIn == 0;
}
