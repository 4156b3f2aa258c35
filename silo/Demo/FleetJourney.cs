namespace Shipments.Silo.Demo;

/// <summary>One parcel's way, event by event.</summary>
internal sealed class FleetJourney(Random random, FleetLane lane, DateTimeOffset posted)
{
    // One in so many is held up on its flight.
    private const double LateShare = 0.12;
    private const double LateFactor = 2.5;

    // How far the durations of one leg lie apart: the standard deviation of their logarithm.
    private const double Spread = 0.3;

    private readonly List<FleetEvent> _events = [];
    private DateTimeOffset _at = posted;

    /// <summary>What happens, oldest first.</summary>
    public IReadOnlyList<FleetEvent> Events => _events;

    /// <summary>When the carrier took it.</summary>
    public DateTimeOffset PickedUp { get; private set; }

    /// <summary>A number of the normal distribution with mean 0 and deviation 1.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Goes the whole way, or as far as its fate lets it.</summary>
    public void Go(FleetFate fate)
    {
        Happens("CONSIGN", "Order received", 0);
        Happens("PU_PICKUP_SUCCESS", "[Yiwu] Picked up", 0.7);
        PickedUp = _at;
        MayHappen("SC_OUTBOUND_SUCCESS", "[Hangzhou] Departed from sorting center", 0.08 * lane.Days);
        MayHappen("CC_EX_SUCCESS", "Export customs clearance complete", 0.08 * lane.Days);
        MayHappen("LH_DEPART", "Leaving from departure country/region", 0.10 * lane.Days);
        if (fate == FleetFate.Stuck)
            return;
        double late = random.NextDouble() < LateShare ? LateFactor : 1;
        MayHappen("LH_ARRIVE", "Arrived at destination country/region", 0.30 * lane.Days * late);
        Happens("CC_IM_START", "Import customs clearance started", 0.04 * lane.Days);
        if (fate == FleetFate.Held || random.NextDouble() < lane.StoppedShare)
        {
            Happens("CC_IM_FAILURE", "Held by import customs", 0.3);
            if (fate == FleetFate.Held)
                return;
            _at += TimeSpan.FromDays(0.5 + (4 * random.NextDouble()));
        }

        Happens("CC_IM_SUCCESS", "Import customs clearance complete", 0.10 * lane.Days);
        MayHappen("GTMS_ACCEPT", "Received by local delivery company", 0.12 * lane.Days);
        MayHappen("GTMS_DELIVERING", "Out for delivery", 0.16 * lane.Days);
        Arrive(fate);
    }

    private void Arrive(FleetFate fate)
    {
        if (fate == FleetFate.Returned || random.NextDouble() < lane.FailedShare)
        {
            Happens("GTMS_SIGN_FAILURE", "Delivery attempt failed", 0.2);
            if (fate == FleetFate.Returned)
            {
                Happens("RT_INBOUND", "On its way back to the sender", 2);
                Happens("RETURNED", "Returned to the sender", 5);
                return;
            }

            Happens("GTMS_RE_DELIVERING", "Out for delivery again", 0.8);
        }

        Happens("GTMS_SIGNED", "Delivered", 0.2);
    }

    // Not every office scans every parcel.
    private void MayHappen(string code, string text, double days)
    {
        Happens(code, text, days);
        if (random.NextDouble() < lane.UnscannedShare)
            _events.RemoveAt(_events.Count - 1);
    }

    private void Happens(string code, string text, double days)
    {
        _at += TimeSpan.FromDays(days * Math.Exp(Spread * Normal(random)));

        // Payloads tell whole seconds.
        DateTimeOffset second = new(_at.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        _events.Add(new FleetEvent(code, text, second, second));
    }
}
