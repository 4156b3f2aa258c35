using Google.Protobuf;
using Shipments.Domain.Eta;
using Shipments.Domain.Lanes;
using Shipments.Domain.Tests.Lanes;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Eta;

/// <summary>Goal: what a lane counts of attempts and windows is what its definitions say. Method: parcels by hand, through their entries.</summary>
public sealed class WindowCellsTests
{
    private const double Day = 1_440;

    private readonly SimpleDeltas _deltas = new();
    private readonly ForecastTable _forecasts = ForecastTable.Of(
        [new("CN-US/cainiao-standard", new LanePast().Tried(EtaPoint.Departed, -60, 10, 300).Tried(EtaPoint.Departed, -60, 12, 100).Cells)], A.Ms(0));

    private long _seq;

    [Fact]
    public void The_time_to_the_attempt_is_counted_from_each_point_before_it()
    {
        Parcel(A.Scan("PickedUp", 0), A.Scan("Departed", 2 * Day), A.Scan("AttemptFailed", 8 * Day), A.Scan("Delivered", 9 * Day));
        Cells(LaneMeasure.Remaining).Should().Equal(
            (EtaPoint.PickedUp, 0, Bucket(8), 1), (EtaPoint.PickedUp, 1, Bucket(7), 1),
            (EtaPoint.Departed, 0, Bucket(6), 1), (EtaPoint.Departed, 1, Bucket(5), 1), (EtaPoint.Departed, 2, Bucket(4), 1), (EtaPoint.Departed, 3, Bucket(2), 1));
        (Cells(LaneMeasure.Waiting).Count(), Cells(LaneMeasure.Standing).Count()).Should().Be((0, 0));
    }

    [Fact]
    public void The_weekday_on_which_a_point_was_reached_is_counted_for_the_point_and_not_for_its_stays()
    {
        // 1 March 2026 is a Sunday.
        Parcel(A.Scan("PickedUp", 0), A.Scan("Departed", 2 * Day), A.Scan("Delivered", 2.5 * Day));
        _deltas.Lanes.Single().Value.Sorted().Where(cell => cell.Key.Measure == LaneMeasure.Remaining)
            .Select(cell => (EtaSlots.PointOf(cell.Key.Part), EtaSlots.StayOf(cell.Key.Part), RemainingBucket.WeekdayOf(cell.Key.Bucket)))
            .Should().Equal((EtaPoint.PickedUp, 0, 6), (EtaPoint.Departed, 0, 1), (EtaPoint.PickedUp, 1, RemainingBucket.NoWeekday));
    }

    [Theory]
    [InlineData(EtaBuckets.Count - 1, EtaBuckets.Count - 1, RemainingBucket.NoWeekday)]
    [InlineData((7 << 8) | 90, 90, 6)]
    [InlineData((8 << 8) | 90, EtaBuckets.Count, 7)]
    public void A_weekday_no_version_knows_is_not_read(int bucket, int age, int weekday) =>
        (RemainingBucket.AgeOf(bucket), RemainingBucket.WeekdayOf(bucket)).Should().Be((age, weekday));

    [Theory]
    [InlineData(WindowCells.AnnouncementsMax, 50)]
    [InlineData(WindowCells.AnnouncementsMax + 1, 50)]
    public void More_announcements_than_fifty_count_as_fifty(int announcements, int counted)
    {
        ParcelDecided decided = Delivered();
        decided.Announcements = announcements;
        Contribution(decided).Single(cell => cell.Measure == LaneMeasure.Announcements).Bucket.Should().Be(counted);
    }

    [Fact]
    public void A_parcel_that_counts_wherever_it_can_finds_room_and_one_more_place_is_refused()
    {
        // Every point was stood at for more than sixteen days, was stopped at the customs, has a window of its own and both promises.
        ParcelDecided decided = Delivered();
        foreach (LaneCell[] places in (LaneCell[][])[Contribution(decided), Contribution(Waiting(decided))])
            places.Length.Should().BeLessThanOrEqualTo(LaneContribution.CellsMax);

        FluentActions.Invoking(() => Put(LaneContribution.CellsMax)).Should().NotThrow();
        FluentActions.Invoking(() => Put(LaneContribution.CellsMax + 1)).Should().Throw<IndexOutOfRangeException>();

        static void Put(int places)
        {
            LaneContribution contribution = new(new LaneCell[LaneContribution.CellsMax]);
            for (int i = 0; i < places; i++)
                contribution.Put(new LaneCell(LaneMeasure.Remaining, 1, 1, i));
        }
    }

    [Fact]
    public void Who_waits_is_counted_by_the_day_and_who_is_given_up_is_not()
    {
        Parcel(A.Scan("PickedUp", 0), A.Scan("Departed", 2 * Day));
        Parcel(A.Scan("PickedUp", 0), A.Scan("Lost", 2 * Day));
        Parcel(A.Scan("PickedUp", 0), A.Scan("Returning+return", 2 * Day));

        // 1 March 2026 is a Sunday.
        Cells(LaneMeasure.Standing).Should().Equal((EtaPoint.Departed, 0, 1, 1));
        Cells(LaneMeasure.Waiting).Should().Equal((EtaPoint.PickedUp, 0, 6, 1), (EtaPoint.PickedUp, 1, 0, 1));
    }

    [Fact]
    public void A_stop_at_the_customs_is_a_point_of_its_own_and_is_counted_for_ever()
    {
        Parcel(A.Scan("PickedUp", 0), A.Scan("ImportCustoms+customs=Held", 5 * Day), A.Scan("LastMile+customs=Released", 9 * Day), A.Scan("Delivered", 10 * Day));
        Parcel(A.Scan("PickedUp", 0));
        Cells(LaneMeasure.Remaining).Should().Contain((EtaPoint.CustomsStopped, 0, Bucket(5), 1));
        LaneDetails details = LaneDetails.Of(_deltas.Lanes.Single().Value, A.Ms(20 * Day));
        (details.EverStopped, details.StoppedOf).Should().Be((1, 2));
    }

    [Fact]
    public void Windows_are_held_against_the_attempt()
    {
        Parcel(A.Scan("Departed", 0), A.Scan("Delivered", 9 * Day));
        Parcel(A.Scan("Departed", 0), A.Scan("Delivered", 11 * Day));
        Parcel(A.Scan("Departed", 0), A.Scan("Delivered", 20 * Day));
        LaneEstimates estimates = LaneDetails.Of(_deltas.Lanes.Single().Value, A.Ms(30 * Day)).Estimates;

        (estimates.Parcels, estimates.Announcements).Should().Be((3, 3));
        estimates.Points.Should().Equal([new(EtaPoint.Departed, (3, 2))]);
        (estimates.First.Attempts, estimates.First.In(0), estimates.First.In(1), estimates.First.In(2)).Should().Be((3, 1, 2, 2));
        estimates.First.MeanAbsoluteDays.Should().BeInRange(3.5, 5);
        estimates.First.BiasDays.Should().BeInRange(2.7, 4.2);
        estimates.First.PinballDays(0).Should().BeApproximately(estimates.First.MeanAbsoluteDays / 2, 1e-9, "half of both sides");
        estimates.Last.In(1).Should().Be(2);
    }

    [Fact]
    public void A_window_said_after_the_attempt_happened_is_no_forecast_of_it()
    {
        ParcelRig rig = Rig();
        rig.Minute = 3 * Day;
        rig.Record(A.Scan("Departed", 0));
        rig.Minute = 3 * Day + 10;
        rig.Record(A.Scan("Delivered", 2.5 * Day));
        Count(rig);
        LaneEstimates estimates = LaneDetails.Of(_deltas.Lanes.Single().Value, A.Ms(30 * Day)).Estimates;
        (estimates.Points.Count(), estimates.First.Attempts, estimates.Parcels).Should().Be((0, 0, 1));
    }

    [Fact]
    public void Attempts_within_the_promised_days_are_counted()
    {
        Parcel(Promised(5 * Day, 7 * Day), A.Scan("Delivered", 4 * Day));
        Parcel(Promised(5 * Day, 7 * Day), A.Scan("Delivered", 7.3 * Day));
        Parcel(Promised(5 * Day, 7 * Day), A.Scan("Delivered", 9 * Day));
        LanePromises promises = LaneDetails.Of(_deltas.Lanes.Single().Value, A.Ms(30 * Day)).Promises;
        (promises.Original.Inside, promises.Original.Kept, promises.Current.Inside).Should().Be((1, 1, 1));
    }

    [Theory]
    [InlineData(0, 1_000)]
    [InlineData(1, 1_001)]
    [InlineData(43_200_000, 1_001)]
    [InlineData(43_200_001, 1_002)]
    [InlineData(-1, 1_000)]
    [InlineData(-43_200_000, 999)]
    [InlineData(long.MaxValue / 2, 1_366)]
    [InlineData(long.MinValue / 2, 634)]
    public void Gaps_fall_into_half_days_that_hold_their_upper_end(long gapMs, int bucket) => WindowCells.GapBucket(gapMs).Should().Be(bucket);

    private static ScanFact Promised(double fromMinutes, double toMinutes) => A.Scan("PickedUp", 0, with: fact =>
    {
        fact.CarrierEta = A.Window(fromMinutes, toMinutes);
        fact.CarrierEta.SaidMs = A.Ms(0);
    });

    // All milestones twenty days apart, the customs stopped it between two of them, and a window was said at each point.
    private static ParcelDecided Delivered()
    {
        ParcelDecided decided = new()
        {
            Phase = (int)Domain.Parcels.Phase.Delivered, Lane = "CN-US/std", Customs = (int)Domain.Parcels.CustomsStatus.Released, CustomsStoppedMs = A.Ms(125 * Day),
            Eta = A.Window(200 * Day, 201 * Day), EtaOriginal = A.Window(190 * Day, 191 * Day),
        };
        for (int kind = 1; kind <= (int)Domain.Parcels.MilestoneKind.Delivered; kind++)
            decided.Milestones.Add(new MilestoneRecord { Kind = kind, FirstMs = A.Ms(kind * 20 * Day) });
        for (int point = 1; point < EtaFacts.Points; point++)
        {
            long since = A.Ms(point * 20 * Day);
            EtaWindow window = new(since + 1, since + 2, since + 3, (EtaPoint)point, since, EtaLevel.Lane, 1, since + 1, since + 2);
            decided.SaidWindows.Add(new SaidWindow(window, since + 1).Bits);
            decided.Estimate = Estimates.Of(window, since);
        }

        decided.EstimateOriginal = decided.Estimate.Clone();
        decided.Announcements = 1;
        return decided;
    }

    private static ParcelDecided Waiting(ParcelDecided delivered)
    {
        ParcelDecided decided = delivered.Clone();
        decided.Phase = (int)Domain.Parcels.Phase.OutForDelivery;
        foreach (MilestoneRecord milestone in delivered.Milestones.Where(milestone => milestone.Kind > (int)Domain.Parcels.MilestoneKind.OutForDelivery))
            decided.Milestones.Remove(milestone);
        return decided;
    }

    private static LaneCell[] Contribution(ParcelDecided decided)
    {
        LaneContribution contribution = new(new LaneCell[2 * LaneContribution.CellsMax]);
        contribution.Write(LaneFacts.Of(decided));
        return contribution.Cells.ToArray();
    }

    private static int Bucket(double days) => EtaBuckets.Of((long)(days * 86_400_000));

    private ParcelRig Rig()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Forecasts = _forecasts;
        return rig;
    }

    private void Parcel(params ScanFact[] scans)
    {
        ParcelRig rig = Rig();
        foreach (ScanFact scan in scans)
        {
            rig.Minute = (scan.ReceivedMs - A.Ms(0)) / 60_000.0;
            rig.Record(scan);
        }

        Count(rig);
    }

    private void Count(ParcelRig rig)
    {
        foreach (ParcelEntry entry in rig.Entries)
            _deltas.Add("acme", ++_seq, entry.ToByteArray());
    }

    private IEnumerable<(EtaPoint Point, int Stay, int Bucket, long Count)> Cells(LaneMeasure measure) => _deltas.Lanes.Single().Value.Sorted()
        .Where(cell => cell.Key.Measure == measure).Select(cell => (EtaSlots.PointOf(cell.Key.Part), EtaSlots.StayOf(cell.Key.Part),
            measure == LaneMeasure.Remaining ? RemainingBucket.AgeOf(cell.Key.Bucket) : cell.Key.Bucket, cell.Value))
        .OrderBy(cell => (cell.Item1, cell.Item2));
}
