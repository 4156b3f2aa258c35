using System.Globalization;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Payloads;

/// <summary>What a payload's writer needs to know of the world.</summary>
internal sealed class PayloadScene(Network network, Grounds grounds, IReadOnlyDictionary<string, Place> places, DateTimeOffset start)
{
    private static readonly Place Nowhere = new("", "", "");

    private readonly IReadOnlyList<Office> _offices = network.Offices;

    /// <summary>What a carrier says of a scan at a time.</summary>
    public CarrierCode CodeOf(CarrierTraits carrier, in SimScan scan, int at)
    {
        CarrierCode code = network.CodeOf(carrier, scan.Step)!;
        return scan.FaultAt(at) == ScanFault.Code ? new CarrierCode(code.Code[..1] + "Z9Q", "Operation 9Q") : code;
    }

    public Office OfficeOf(in SimScan scan) => _offices[scan.Office];

    public Place PlaceOf(in SimScan scan) => places.GetValueOrDefault(OfficeOf(scan).Code[..5], Nowhere);

    /// <summary>The instant of a time of the world.</summary>
    public DateTimeOffset Instant(int at) => start.AddSeconds(at);

    /// <summary>A time of the world as the clock of a scan's office shows it.</summary>
    public DateTimeOffset Local(in SimScan scan, int time) => LocalAt(OfficeOf(scan), time);

    /// <summary>A time of the world as the clock of an office shows it.</summary>
    public DateTimeOffset LocalAt(Office office, int time) =>
        start.AddSeconds(time).ToOffset(TimeSpan.FromSeconds(grounds.HoursOf(office).Clock.OffsetAt(time)));

    /// <summary>The day a carrier promises at a time: as sold from the pick-up, and from the arrival in the country so many days.</summary>
    public static int PromiseAt(SimParcel parcel, int at)
    {
        const int DaysFromArrival = 5;
        int promised = -1;
        foreach (TrueEvent happened in parcel.Events)
        {
            if (happened.At > at)
                continue;
            if (happened.Step == Step.PickedUp)
                promised = happened.At + (int)(parcel.Lane.PromiseDays * OfficeHours.DaySeconds);
            else if (happened.Step == Step.Arrived)
                promised = happened.At + (DaysFromArrival * OfficeHours.DaySeconds);
        }

        return promised;
    }

    public static string Text(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
