using System.Globalization;

namespace Shipments.Silo.Demo;

/// <summary>
/// Makes the parcels that fill the demo's lanes: their lives lie in the weeks before a moment, and of what would come after it nothing has happened
/// yet. The same seed and moment give the same parcels.
/// </summary>
internal sealed class FleetMaker(int seed, DateTimeOffset now)
{
    /// <summary>So many parcels each lane gets.</summary>
    public const int ParcelsOfLane = 40;

    /// <summary>The carrier tells of what happened at fixed hours, so many apart.</summary>
    public static readonly TimeSpan TellEvery = TimeSpan.FromHours(6);

    // Everybody's last parcel set out so long ago that the most have arrived.
    private const double PostedWithinDays = 35;

    private readonly Random _random = new(seed);

    /// <summary>Makes all, a lane after another.</summary>
    public IReadOnlyList<FleetParcel> Make()
    {
        List<FleetParcel> parcels = [];
        for (int lane = 0; lane < FleetLane.All.Count; lane++)
        {
            for (int i = 0; i < ParcelsOfLane; i++)
            {
                string id = string.Create(CultureInfo.InvariantCulture, $"fleet-{FleetLane.All[lane].Destination.ToLowerInvariant()}-{i + 1:00}");
                string number = string.Create(CultureInfo.InvariantCulture, $"LP0082{lane + 1:00}{i + 1:00000000}");
                parcels.Add(Make(id, number, FleetLane.All[lane], FateOf(FleetLane.All[lane], i)));
            }
        }

        return parcels;
    }

    private static FleetFate FateOf(FleetLane lane, int index) =>
        index < lane.Returned ? FleetFate.Returned
        : index < lane.Returned + lane.Held ? FleetFate.Held
        : index < lane.Returned + lane.Held + lane.Stuck ? FleetFate.Stuck
        : FleetFate.Usual;

    private FleetParcel Make(string id, string number, FleetLane lane, FleetFate fate)
    {
        double postedDays = fate switch
        {
            FleetFate.Usual => 0.5 + (_random.NextDouble() * (lane.Days + PostedWithinDays)),
            FleetFate.Returned => lane.Days + 15 + (_random.NextDouble() * 5),
            FleetFate.Held or FleetFate.Stuck => lane.Days + 6 + (_random.NextDouble() * 6),
        };
        DateTimeOffset posted = now - TimeSpan.FromDays(postedDays);
        FleetJourney journey = new(_random, lane, posted);
        journey.Go(fate);
        List<FleetEvent> events = [.. journey.Events.Select(Tell).Where(told => told.Told <= now)];

        // The carrier knows each parcel by now.
        if (events.Count == 0 || events[0].Code != journey.Events[0].Code)
            events.Insert(0, journey.Events[0] with { Told = now });
        DateTimeOffset promised = new DateTimeOffset(journey.PickedUp.UtcDateTime.Date, TimeSpan.Zero) + TimeSpan.FromDays(lane.PromiseDays + 1) - TimeSpan.FromMinutes(1);
        return new FleetParcel(id, number, lane, promised - TimeSpan.FromDays(4), promised, events);
    }

    // Most is told within hours; some offices send their scans a day later.
    private FleetEvent Tell(FleetEvent happened)
    {
        double hours = 1.5 * Math.Exp(0.9 * FleetJourney.Normal(_random));
        long ticks = (happened.Time + TimeSpan.FromHours(hours)).UtcTicks;
        return happened with { Told = new DateTimeOffset((ticks / TellEvery.Ticks + 1) * TellEvery.Ticks, TimeSpan.Zero) };
    }
}
