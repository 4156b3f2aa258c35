using Google.Protobuf;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Lanes;

/// <summary>Goal: each figure is what its definition says. Method: a few parcels by hand, through their entries, and the whole numbers that follow.</summary>
public sealed class LaneDetailsTests
{
    private const double Day = 1_440;

    private readonly SimpleDeltas _deltas = new();
    private long _seq;

    [Fact]
    public void Legs_and_stays_are_measured_between_milestones()
    {
        Parcel(A.Scan("PickedUp", 0), A.Scan("Departed", 2 * Day), A.Scan("Arrived", 5 * Day), A.Scan("Delivered", 9 * Day));
        LaneDetails details = Details(10);

        details.Legs.Select(leg => Math.Round((leg.Quantile(0.5) ?? 0) / 86_400_000)).Should().Equal(0, 2, 3, 4);
        details.Dwells.Select(dwell => (dwell.Key, Math.Round(dwell.Value.Quantile(0.5)!.Value / 86_400_000))).Should().Equal(
            (MilestoneKind.PickedUp, 2), (MilestoneKind.Departed, 3), (MilestoneKind.Arrived, 4));
    }

    [Fact]
    public void Parcels_on_their_way_stand_by_phase_and_the_days_since_their_newest_milestone()
    {
        Parcel(A.Scan("PickedUp", 0), A.Scan("Departed", 2 * Day));
        Parcel(A.Scan("PickedUp", 0));
        Parcel(A.Scan("PickedUp", 0), A.Scan("Delivered", 1 * Day));
        Ages(1).Should().Be("PickedUp 1,0,0,0,0,0,0 Departed 1,0,0,0,0,0,0");
        Ages(3).Should().Be("PickedUp 0,1,0,0,0,0,0 Departed 1,0,0,0,0,0,0");
        Ages(9).Should().Be("PickedUp 0,0,0,1,0,0,0 Departed 0,0,1,0,0,0,0");
        Ages(61).Should().Be("PickedUp 0,0,0,0,0,0,1 Departed 0,0,0,0,0,1,0");
    }

    [Fact]
    public void A_cohort_is_the_parcels_picked_up_in_a_week_and_what_became_of_them()
    {
        Parcel(A.Scan("PickedUp", 0), A.Scan("Delivered", 3 * Day));
        Parcel(A.Scan("PickedUp", 0), A.Scan("Delivered", 5 * Day), A.Scan("Returning+return", 6 * Day));
        Parcel(A.Scan("PickedUp", 0), A.Scan("Lost", 5 * Day));
        Parcel(A.Scan("PickedUp", 7 * Day));
        Parcel(A.Scan("InfoReceived", 0));
        LaneDetails details = Details(10);

        // 1 March 2026 is a Sunday.
        details.Cohorts.Keys.Select(week => LaneWeeks.DayOf(week, 0) - LaneWeeks.DayOf(A.Ms(0))).Should().Equal(-6, 1);
        LaneCohort first = details.Cohorts.First().Value;
        (first.PickedUp, first.Outcome(LaneOutcome.Delivered), first.Outcome(LaneOutcome.Returned), first.Outcome(LaneOutcome.Lost))
            .Should().Be((3, 1, 1, 1));
        first.DoorToDoor.Count.Should().Be(2, "a return takes back no delivery");
        first.Days.Should().Equal([new((6, 3), 1), new((6, 5), 1)]);
        details.Cohorts.Last().Value.Outcome(LaneOutcome.Open).Should().Be(1);
    }

    [Fact]
    public void Attempts_and_deliveries_are_held_against_the_first_and_the_last_promise()
    {
        Parcel(Promised(0, 4 * Day), A.Scan("Delivered", 4 * Day));
        Parcel(Promised(0, 4 * Day), A.Scan("AttemptFailed", 3 * Day), A.Scan("Delivered", 6 * Day));
        Parcel(Promised(0, 4 * Day), Promised(1 * Day, 8 * Day), A.Scan("Delivered", 6.5 * Day));
        Parcel(Promised(0, 4 * Day));
        LanePromises promises = Details(10).Promises;

        (promises.Original.Kept, promises.Original.Missed, promises.Original.MeanDaysLate).Should().Be((2, 1, 3));
        (promises.Current.Kept, promises.Current.Missed).Should().Be((3, 0));
        (promises.Original.Deliveries, promises.Original.WithinADay, promises.Original.BiasDays).Should().Be((3, 1, 4 / 3.0));
        (promises.Current.MeanAbsoluteDays, promises.Current.BiasDays).Should().Be((4 / 3.0, 0));
        (promises.Attempted, promises.DeliveredAtFirst).Should().Be((3, 2));
        promises.Overdue.Should().Be(1);
        Details(4).Promises.Overdue.Should().Be(0, "the day of the promise has not passed");
    }

    [Fact]
    public void A_promise_said_after_the_attempt_is_none_of_it()
    {
        Parcel(A.Scan("PickedUp", 0), A.Scan("AttemptFailed", 1 * Day), Promised(2 * Day, 4 * Day));
        (Details(10).Promises.Current.Kept, Details(10).Promises.Current.Missed).Should().Be((0, 0));
    }

    [Fact]
    public void Customs_and_scans_are_counted()
    {
        Parcel(A.Scan("PickedUp", 0), A.Scan("ImportCustoms+customs=Held", 1 * Day));
        Parcel(A.Scan("ImportCustoms+customs=Assessing+milestone=ImportCustomsStarted", 0),
            A.Scan("ImportCustoms+customs=Released+milestone=ImportCustomsReleased", 1 * Day));
        Parcel(A.Scan("PickedUp", 0), A.Scan("Delivered", 1 * Day));
        Parcel(A.Scan("Departed", 0), A.Scan("Delivered", 1 * Day));
        LaneDetails details = Details(10);

        details.Customs.Should().Equal(new Dictionary<CustomsStatus, long> { [CustomsStatus.Held] = 1, [CustomsStatus.Released] = 1 });
        Math.Round(details.Release.Quantile(0.5)!.Value / 86_400_000, 2).Should().BeInRange(0.99, 1.01);
        (details.Scanned[(int)MilestoneKind.PickedUp], details.Scanned[(int)MilestoneKind.Departed], details.Scanned[(int)MilestoneKind.Delivered])
            .Should().Be((1, 1, 2));
        details.Latency.Count.Should().Be(8);
        Math.Round(details.Latency.Quantile(0.5)!.Value / 3_600_000, 1).Should().Be(1, "scans are received an hour after they happened");
    }

    [Fact]
    public void A_scan_of_an_unknown_zone_or_known_already_has_no_delay()
    {
        Parcel(A.Unzoned("PickedUp", 0), A.Scan("Departed", 10), A.Scan("Departed", 10));
        Details(1).Latency.Count.Should().Be(1);
    }

    private static ScanFact Promised(double minutes, double toMinutes) => A.Scan("PickedUp", minutes, with: fact =>
    {
        fact.CarrierEta = A.Window(toMinutes - 60, toMinutes);
        fact.CarrierEta.SaidMs = A.Ms(minutes);
        fact.ReceivedMs = A.Ms(minutes);
    });

    private void Parcel(params ScanFact[] scans)
    {
        ParcelRig rig = ParcelRig.Registered();
        foreach (ScanFact scan in scans)
            rig.Record(scan);
        foreach (ParcelEntry entry in rig.Entries)
            _deltas.Add("acme", ++_seq, entry.ToByteArray());
    }

    private LaneDetails Details(double day) => LaneDetails.Of(_deltas.Lanes.Single().Value, A.Ms(day * Day));

    private string Ages(double day) => string.Join(' ', Details(day).Backlog.Phases.Select(phase => $"{phase.Key} {string.Join(',', phase.Value)}"));
}
