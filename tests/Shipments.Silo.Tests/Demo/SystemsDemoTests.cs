using System.Globalization;
using Grpc.Net.Client;
using Shipments.Domain.Tests.Samples;
using Shipments.Silo.Demo;
using Shipments.TestKit;
using Shipments.TestKit.Processes;
using Shipments.V1;

namespace Shipments.Silo.Tests.Demo;

/// <summary>
/// Goal: the demo has a parcel for each of six systems, and each goes its way to the door. Method: the demo runs against a silo in a process of its
/// own; what it shows of each parcel is held against what a person reads in the payloads.
/// </summary>
public sealed class SystemsDemoTests
{
    private static readonly ExpectedParcel[] s_expected =
    [
        new("Cainiao: pick-up and line haul", "LP00731845520016", 0,
            "InfoReceived 10-28 01:12, PickedUp 10-28 08:40, ExportCustomsReleased 10-29 18:15, Departed 10-30 17:25, Arrived 10-31 06:50, "
            + "ImportCustomsStarted 10-31 11:00, ImportCustomsReleased 11-01 08:30, LastMileAccepted 11-02 05:10, OutForDelivery 11-03 07:20, Delivered 11-03 12:47"),
        new("USPS: last mile", "LP00731845520022 9400109104254733088611", 0,
            "PickedUp 10-20 02:00, ExportCustomsReleased 10-20 19:00, Departed 10-22 15:40, Arrived 10-23 02:05, ImportCustomsStarted 10-23 16:00, "
            + "ImportCustomsReleased 10-23 22:30, LastMileAccepted 10-24 15:10, OutForDelivery 10-27 14:55, Delivered 10-27 20:26"),
        new("Singapore Post: transit", "LP00731845520031 RB308144278SG", 0,
            "PickedUp 10-12 03:20, ExportCustomsReleased 10-12 18:30, Departed 10-13 21:10, Arrived 10-16 23:20, ImportCustomsStarted 10-17 01:00, "
            + "ImportCustomsReleased 10-18 03:30, LastMileAccepted 10-18 22:40, OutForDelivery 10-19 01:10, Delivered 10-19 07:25"),
        new("Correos: delivery", "LP00731845520047 PQ5H7R0731845500128004K", 0,
            "PickedUp 10-05 06:10, ExportCustomsReleased 10-05 17:40, Departed 10-07 14:30, Arrived 10-08 04:15, ImportCustomsStarted 10-08 08:00, "
            + "ImportCustomsReleased 10-10 07:05, LastMileAccepted 10-12 04:50, OutForDelivery 10-12 06:40, Delivered 10-12 09:52"),
        new("AliExpress: three orders, one parcel", "CNG00731845520089", 0,
            "InfoReceived 10-09 12:14, PickedUp 10-12 10:30, ExportCustomsReleased 10-13 13:10, Departed 10-14 19:25, Arrived 10-15 08:40, "
            + "ImportCustomsStarted 10-15 14:00, ImportCustomsReleased 10-16 09:15, LastMileAccepted 10-17 04:35, OutForDelivery 10-19 06:05, Delivered 10-19 10:50",
            "AP00731845520058 AP00731845520064 AP00731845520070"),
        new("China–Singapore–Chile: two witnesses", "AP00731845520095 CNG00731845520095 LX704188521SG", 4,
            "PickedUp 09-14 09:35, ExportCustomsReleased 09-15 14:10, Departed 09-16 20:50, Arrived 09-24 10:30, ImportCustomsStarted 09-24 18:00, "
            + "ImportCustomsReleased 09-26 13:20, LastMileAccepted 09-28 11:45, OutForDelivery 09-30 11:30, Delivered 09-30 14:14"),
    ];

    // From the first pick-up to the delivery of the one of the parcels above that is on the lane.
    private static readonly (string Lane, double Hours)[] s_doorToDoorHours =
    [
        ("lanes/CN-CL/cainiao-economy-plus", 388.65),
        ("lanes/CN-DE/cainiao-standard", 148.12),
        ("lanes/CN-ES/cainiao-standard", 171.7),
        ("lanes/CN-FR/aliexpress-combined", 168.33),
        ("lanes/CN-TH/cainiao-registered", 172.08),
        ("lanes/CN-US/cainiao-standard", 186.43),
    ];

    [Fact]
    public async Task Each_of_the_six_systems_has_a_parcel_that_goes_its_way_to_the_door()
    {
        using TempFolder data = new();
        await using SiloProcess silo = await SiloProcess.StartAsync(data.Path);
        using GrpcChannel channel = GrpcChannel.ForAddress(silo.Address);
        string folder = Path.Combine(SampleFiles.Ours, "systems");

        DemoReport report = await RunAsync(channel, folder);

        report.Unread.Should().BeEmpty();
        report.Unmapped.Should().BeEmpty();
        report.Parcels.Select(Describe).Should().Equal(s_expected.Select(parcel => parcel.ToString()));
        report.Parcels.Should().OnlyContain(shown => shown.Parcel.Phase == Phase.Delivered && shown.Parcel.Customs == CustomsStatus.Released);
        Chain(report.Parcels[5].Parcel).Should().Equal(
            ("AP00731845520095", "", ""), ("CNG00731845520095", "cainiao", "AP00731845520095"), ("LX704188521SG", "cainiao", "CNG00731845520095"));
        CheckLanes(report);
        CheckTables(report);

        // The folder's payloads are taken as received now, so that an older answer would take back what it lacks: the fleet's alone come again as they were.
        DemoReport again = new() { HasPlan = report.HasPlan };
        again.Parcels.AddRange(report.Parcels);
        await new DemoRun(channel.CreateCallInvoker(), TimeProvider.System).AddLanesAsync(again, CancellationToken.None)
            .Awaiting("the lanes of the demo again", TimeSpan.FromSeconds(90));
        again.Fleet.Select(parcel => parcel.Id).Should().Equal(report.Fleet.Select(parcel => parcel.Id));
        CheckLanes(again);
    }

    private static async Task<DemoReport> RunAsync(GrpcChannel channel, string folder)
    {
        DemoRun run = new(channel.CreateCallInvoker(), TimeProvider.System);
        DemoReport report = await run.RunAsync(new DemoFolder(folder, TimeProvider.System), CancellationToken.None).Awaiting("the demo", TimeSpan.FromSeconds(90));
        await run.AddLanesAsync(report, CancellationToken.None).Awaiting("the lanes of the demo", TimeSpan.FromSeconds(90));
        return report;
    }

    // Each lane counts its fleet, as the fleet's own events say, and the one parcel above.
    private static void CheckLanes(DemoReport report)
    {
        report.Lanes.Select(lane => lane.Name).Should().Equal(s_doorToDoorHours.Select(lane => lane.Lane));
        foreach ((Lane lane, (_, double ownHours)) in report.Lanes.Zip(s_doorToDoorHours))
        {
            FleetParcel[] fleet = [.. report.Fleet.Where(parcel => parcel.Lane.Name == lane.Name)];
            double[] hours = [.. fleet.Where(parcel => Has(parcel, "GTMS_SIGNED") && Has(parcel, "PU_PICKUP_SUCCESS")).Select(DoorToDoorHours).Append(ownHours).Order()];
            double median = hours[((hours.Length + 1) / 2) - 1];
            lane.ParcelsByPhase.Sum(phase => phase.Parcels).Should().Be(FleetMaker.ParcelsOfLane + 1, lane.Name);
            lane.Delivered.Should().Be(1 + fleet.Count(parcel => Has(parcel, "GTMS_SIGNED")), lane.Name);
            lane.DoorToDoor.Observations.Should().Be(hours.Length, lane.Name);
            lane.DoorToDoor.P50Hours.Should().BeApproximately(median, median * lane.DoorToDoor.RelativeError, lane.Name);
            lane.Details.Outcomes.PickedUp.Should().Be(1 + fleet.Count(parcel => Has(parcel, "PU_PICKUP_SUCCESS")), lane.Name);
            lane.Details.Outcomes.Returned.Should().Be(fleet.Count(parcel => Has(parcel, "RT_INBOUND")), lane.Name);
            // Duties were asked for on the one to Spain.
            lane.Details.Customs.EverStopped.Should().Be((lane.Destination == "ES" ? 1 : 0) + fleet.Count(parcel => Has(parcel, "CC_IM_FAILURE")), lane.Name);
            lane.Details.FirstAttempt.Attempted.Should().Be(1 + fleet.Count(parcel => Has(parcel, "GTMS_SIGN_FAILURE") || Has(parcel, "GTMS_SIGNED")), lane.Name);
            lane.Details.DataLatency.P50Hours.Should().BeInRange(1, 12, $"{lane.Name}: the fleet's carrier tells every six hours");
        }
    }

    private static bool Has(FleetParcel parcel, string code) => parcel.Events.Any(told => told.Code == code);

    private static double DoorToDoorHours(FleetParcel parcel) =>
        (parcel.Events.First(told => told.Code == "GTMS_SIGNED").Time - parcel.Events.First(told => told.Code == "PU_PICKUP_SUCCESS").Time).TotalHours;

    private static IEnumerable<(string Number, string NamedBy, string NamedUnder)> Chain(Parcel parcel) =>
        parcel.TrackingNumbers.Select(number => (number.Number, number.NamedBy, number.NamedUnder));

    private static string Describe(DemoParcel shown) => new ExpectedParcel(
        shown.Shows,
        string.Join(' ', shown.Parcel.TrackingNumbers.Select(number => number.Number)),
        shown.Parcel.Scans.Count(scan => scan.Witnesses.Count == 2),
        string.Join(", ", shown.Parcel.Milestones.OrderBy(milestone => milestone.Kind).Select(milestone =>
            $"{milestone.Kind} {milestone.FirstTime.ToDateTime().ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)}")),
        string.Join(' ', shown.Parcel.MergedParcels.SelectMany(part => part.TrackingNumbers).Select(number => number.Number))).ToString();

    private static void CheckTables(DemoReport report)
    {
        foreach (int width in Printed.Widths)
        {
            string[] lines = Printed.Lines(report, width);
            foreach (ExpectedParcel parcel in s_expected)
            {
                foreach (string number in parcel.Numbers.Split(' ').Concat(parcel.Merged.Split(' ')))
                    lines.Should().Contain(line => line.Contains(number), $"no number is broken over two lines of {width} columns");
            }

            foreach (string milestone in report.Parcels.SelectMany(shown => shown.Parcel.Milestones).Select(milestone => milestone.FirstTime.ToDateTime().ToString("yyyy-MM-dd HH:mm  ", CultureInfo.InvariantCulture)))
                lines.Should().Contain(line => line.Contains(milestone), $"no milestone is broken over two lines of {width} columns");
            string text = string.Join(' ', lines);
            text.Should().Contain("3 merged into it").And.Contain("Lanes: speed").And.Contain("Lanes: reliability");
            lines.Count(line => line.Contains("cainiao-standard")).Should().BeGreaterThanOrEqualTo(2 * 3);
        }
    }

    private sealed record ExpectedParcel(string Shows, string Numbers, int ToldByTwo, string Milestones, string Merged = "");
}
