using Shipments.Domain.Eta;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Eta;

public sealed class ForecastTableTests
{
    private const string Lane = "CN-US/std";

    [Fact]
    public void A_window_lies_where_the_lanes_attempts_lay()
    {
        LanePast past = new();
        past.Tried(EtaPoint.Departed, 0, 5, 600).Tried(EtaPoint.Departed, 0, 10, 300).Tried(EtaPoint.Departed, 0, 20, 100);
        (double p50, double p80, double p95) = LanePast.Days(LanePast.Table(30, (Lane, past)), Lane, EtaPoint.Departed, 30, 30);

        // Buckets are 10.5 % wide.
        p50.Should().BeInRange(4.5, 5.5);
        p80.Should().BeInRange(9, 11);
        p95.Should().BeInRange(18, 22);
    }

    [Fact]
    public void What_has_passed_is_dropped_so_that_the_window_of_a_silent_parcel_moves_on()
    {
        LanePast past = new();
        past.Tried(EtaPoint.Departed, 0, 5, 600).Tried(EtaPoint.Departed, 0, 10, 400);
        ForecastTable table = LanePast.Table(30, (Lane, past));

        LanePast.Days(table, Lane, EtaPoint.Departed, 30, 30).P50.Should().BeInRange(4.5, 5.5);
        LanePast.Days(table, Lane, EtaPoint.Departed, 24, 30).P50.Should().BeInRange(3.2, 4.8, "six days have passed, and those tried after five are none of it");
    }

    [Fact]
    public void Parcels_that_still_wait_move_the_window_out()
    {
        LanePast fast = new LanePast().Tried(EtaPoint.Arrived, 20, 3, 100);
        LanePast jam = new LanePast().Tried(EtaPoint.Arrived, 0, 3, 100).Tried(EtaPoint.Arrived, 20, 3, 100).Waits(EtaPoint.Arrived, 20, 100);

        LanePast.Days(LanePast.Table(30, (Lane, fast)), Lane, EtaPoint.Arrived, 30, 30).P80.Should().BeInRange(2.7, 3.3);
        EtaWindow window = LanePast.Table(30, (Lane, jam)).Window(Lane, EtaPoint.Arrived, LanePast.At(27.5), LanePast.At(30))!.Value;
        (window.P50Ms - LanePast.At(27.5)).Should().BeLessThan((long)(3.4 * LanePast.DayMs), "only attempts count, and all seen came after three days");
        jam.Tried(EtaPoint.Arrived, 6, 14, 30);
        LanePast.Days(LanePast.Table(30, (Lane, jam)), Lane, EtaPoint.Arrived, 30, 30).P80.Should().BeInRange(12, 16);
    }

    [Fact]
    public void What_was_seen_lately_counts_more()
    {
        LanePast past = new LanePast().Tried(EtaPoint.Arrived, 0, 2, 300).Tried(EtaPoint.Arrived, 140, 8, 100);
        LanePast.Days(LanePast.Table(150, (Lane, past)), Lane, EtaPoint.Arrived, 150, 150).P50.Should().BeInRange(7, 9);
        LanePast.Days(LanePast.Table(10, (Lane, past)), Lane, EtaPoint.Arrived, 10, 10).P50.Should().BeInRange(1.8, 2.2);
    }

    [Fact]
    public void A_thin_lane_leans_on_its_corridor_and_on_its_service()
    {
        LanePast thin = new LanePast().Tried(EtaPoint.PickedUp, 0, 30, 2);
        LanePast rich = new LanePast().Tried(EtaPoint.PickedUp, 0, 10, 500);
        ForecastTable table = LanePast.Table(40, (Lane, thin), ("CN-US/eco", rich), ("CN-DE/eco", new LanePast().Tried(EtaPoint.PickedUp, 0, 15, 100)));

        LanePast.Days(table, Lane, EtaPoint.PickedUp, 40, 40).P50.Should().BeInRange(9, 11);
        table.Window(Lane, EtaPoint.PickedUp, LanePast.At(40), LanePast.At(40))!.Value.Level.Should().Be(EtaLevel.Corridor);
        table.Window("CN-US/eco", EtaPoint.PickedUp, LanePast.At(40), LanePast.At(40))!.Value.Should()
            .Match<EtaWindow>(window => window.Level == EtaLevel.Lane && window.Observations == 500);
    }

    [Theory]
    [InlineData("CN-US/new", EtaLevel.Corridor, 10)]
    [InlineData("CN-FR/std", EtaLevel.Service, 10)]
    [InlineData("VN-FR/new", EtaLevel.Tenant, 10)]
    [InlineData("", EtaLevel.Tenant, 10)]
    public void A_lane_nobody_has_seen_leans_on_what_it_shares(string lane, EtaLevel level, double days)
    {
        LanePast rich = new LanePast().Tried(EtaPoint.PickedUp, 0, days, 500);
        ForecastTable table = LanePast.Table(40, (Lane, rich));
        table.Window(lane, EtaPoint.PickedUp, LanePast.At(40), LanePast.At(40))!.Value.Level.Should().Be(level);
        LanePast.Days(table, lane, EtaPoint.PickedUp, 40, 40).P50.Should().BeInRange(0.9 * days, 1.1 * days);
    }

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public void With_fewer_than_twenty_attempts_nothing_is_said(int attempts, bool said) =>
        LanePast.Table(20, (Lane, new LanePast().Tried(EtaPoint.PickedUp, 0, 5, attempts)))
            .Window(Lane, EtaPoint.PickedUp, LanePast.At(20), LanePast.At(20)).HasValue.Should().Be(said);

    [Fact]
    public void A_table_holds_so_many_lanes_and_leaves_the_rest_to_their_parents()
    {
        LanePast past = new LanePast().Tried(EtaPoint.PickedUp, 0, 5, 40);
        IEnumerable<KeyValuePair<string, LaneCells>> lanes = Enumerable.Range(0, ForecastTable.LanesMax + 1)
            .Select(i => KeyValuePair.Create($"CN-US/s{i}", past.Cells));
        ForecastTable table = ForecastTable.Of(lanes, LanePast.At(10));
        table.Window($"CN-US/s{ForecastTable.LanesMax - 1}", EtaPoint.PickedUp, LanePast.At(10), LanePast.At(10))!.Value.Level.Should().Be(EtaLevel.Lane);
        table.Window($"CN-US/s{ForecastTable.LanesMax}", EtaPoint.PickedUp, LanePast.At(10), LanePast.At(10))!.Value.Level.Should().Be(EtaLevel.Corridor);
        ForecastTable.Empty.Window(Lane, EtaPoint.PickedUp, LanePast.At(10), LanePast.At(10)).Should().BeNull();
    }

    [Fact]
    public void Who_is_accepted_before_a_day_without_attempts_is_expected_later_than_others()
    {
        LanePast past = new();
        for (int day = 0; day < 70; day++)
            past.TriedOn(EtaPoint.LastMileAccepted, day, day % 7 == 5 ? 2.5 : 1.5, 20);
        ForecastTable table = LanePast.Table(75, (Lane, past));
        LanePast.Days(table, Lane, EtaPoint.LastMileAccepted, 75, 75).P50.Should().BeInRange(2.2, 2.8, "day 75 is a Saturday");
        LanePast.Days(table, Lane, EtaPoint.LastMileAccepted, 72, 72).P50.Should().BeInRange(1.35, 1.65);
        LanePast.Days(table, Lane, EtaPoint.LastMileAccepted, 72, 73.2).P50.Should().BeInRange(0.1, 0.5, "the weekday is that of the acceptance, not of now");
    }

    [Fact]
    public void A_weekday_that_was_hardly_seen_leans_on_all_of_them()
    {
        LanePast past = new();
        for (int day = 0; day < 70; day += 7)
            past.TriedOn(EtaPoint.LastMileAccepted, day, 4, 50);
        past.TriedOn(EtaPoint.LastMileAccepted, 64, 9, 2);
        ForecastTable table = LanePast.Table(75, (Lane, past));
        LanePast.Days(table, Lane, EtaPoint.LastMileAccepted, 71, 71).P50.Should().BeInRange(3.5, 4.5, "two parcels that came on a Tuesday say little");
        LanePast.Days(table, Lane, EtaPoint.LastMileAccepted, 73, 73).P50.Should().BeInRange(3.5, 4.5, "nobody ever came on a Thursday");
    }

    [Fact]
    public void Weekdays_of_those_who_wait_count_for_nothing_while_those_of_the_tried_are_not_known()
    {
        LanePast old = new LanePast().Tried(EtaPoint.PickedUp, 0, 10, 500);
        (double, double, double) before = LanePast.Days(LanePast.Table(40, (Lane, old)), Lane, EtaPoint.PickedUp, 40, 40);
        old.Waits(EtaPoint.PickedUp, 38, 500);
        LanePast.Days(LanePast.Table(40, (Lane, old)), Lane, EtaPoint.PickedUp, 38, 40).P50.Should().BeInRange(7, 9);
        before.Item1.Should().BeInRange(9, 11);
    }

    [Fact]
    public void Nothing_is_said_while_only_the_fastest_have_arrived()
    {
        LanePast lane = new LanePast().Tried(EtaPoint.PickedUp, 0, 5, 30).Waits(EtaPoint.PickedUp, 0, 270);
        Windows(lane, 7).Should().BeNull("a tenth of those picked up a week ago has arrived, and nobody knows when the others will");
        lane.Tried(EtaPoint.PickedUp, 0, 6.5, 239).Waits(EtaPoint.PickedUp, 0, -239);
        Windows(lane, 7).Should().BeNull("269 of 300 are less than nine in ten");
        lane.Tried(EtaPoint.PickedUp, 0, 6.5).Waits(EtaPoint.PickedUp, 0, -1);
        Windows(lane, 7).Should().NotBeNull();
        lane.Waits(EtaPoint.PickedUp, 14, 5_000);
        Windows(lane, 30).Should().NotBeNull("a jam does not silence a lane whose first parcels have arrived");

        static EtaWindow? Windows(LanePast past, double now) => LanePast.Table(now, (Lane, past)).Window(Lane, EtaPoint.PickedUp, LanePast.At(now), LanePast.At(now));
    }

    [Fact]
    public void A_new_lane_of_which_only_the_fastest_have_arrived_leans_on_its_corridor()
    {
        LanePast fresh = new LanePast().Tried(EtaPoint.PickedUp, 28, 5, 30).Waits(EtaPoint.PickedUp, 28, 270);
        ForecastTable table = LanePast.Table(34, (Lane, fresh), ("CN-US/eco", new LanePast().Tried(EtaPoint.PickedUp, 0, 10, 500)));
        table.Window(Lane, EtaPoint.PickedUp, LanePast.At(34), LanePast.At(34))!.Value.Should()
            .Match<EtaWindow>(window => window.Level == EtaLevel.Corridor && window.Observations == 530);
        LanePast.Days(table, Lane, EtaPoint.PickedUp, 34, 34).P50.Should().BeInRange(9, 11);
    }

    [Fact]
    public void A_service_that_tells_of_no_attempt_does_not_slow_the_others_down()
    {
        LanePast told = new LanePast().Tried(EtaPoint.PickedUp, 0, 10, 15).Tried(EtaPoint.PickedUp, 7, 10, 15);
        LanePast untold = new LanePast().Waits(EtaPoint.PickedUp, 0, 5_000).Waits(EtaPoint.PickedUp, 7, 5_000);
        (double, double, double) alone = LanePast.Days(LanePast.Table(30, (Lane, told)), Lane, EtaPoint.PickedUp, 30, 30);
        LanePast.Days(LanePast.Table(30, (Lane, told), ("CN-US/eco", untold)), Lane, EtaPoint.PickedUp, 30, 30).Should().Be(alone);
    }

    [Fact]
    public void Rows_make_the_same_table_as_the_counts()
    {
        LanePast past = new();
        for (int day = 0; day < 90; day++)
            past.Tried(EtaPoint.PickedUp, day, 8 + (day % 5), 40).Tried(EtaPoint.Arrived, day, 2 + (day % 3), 40).Waits(EtaPoint.Arrived, day, 1);
        for (int day = 0; day < 90; day++)
            past.TriedOn(EtaPoint.LastMileAccepted, day, 1 + (day % 7 / 4.0), 40);
        past.Windows(EtaPoint.PickedUp, 80, 50, 20, 60);
        byte[] row = ForecastRow.Encode(past.Cells, LanePast.At(91));
        ForecastTable read = ForecastTable.Of([KeyValuePair.Create(Lane, (ReadOnlyMemory<byte>)row)]);
        ForecastTable made = LanePast.Table(91, (Lane, past));

        row.Length.Should().BeLessThan(3_000);
        foreach (EtaPoint point in (EtaPoint[])[EtaPoint.PickedUp, EtaPoint.Arrived, EtaPoint.LastMileAccepted])
        {
            EtaWindow one = read.Window(Lane, point, LanePast.At(91), LanePast.At(92))!.Value;
            EtaWindow other = made.Window(Lane, point, LanePast.At(91), LanePast.At(92))!.Value;
            (one.P50Ms - other.P50Ms, one.P80Ms - other.P80Ms, one.P95Ms - other.P95Ms).Should().Match<(long A, long B, long C)>(
                gaps => Math.Abs(gaps.A) <= 600_000 && Math.Abs(gaps.B) <= 600_000 && Math.Abs(gaps.C) <= 3_600_000);
            (one.Level, one.Observations).Should().Be((other.Level, other.Observations));
        }

        FluentActions.Invoking(() => ForecastTable.Of([KeyValuePair.Create(Lane, (ReadOnlyMemory<byte>)new byte[] { 9 })])).Should().Throw<UnreadableStateException>();
        FluentActions.Invoking(() => ForecastTable.Of([KeyValuePair.Create(Lane, (ReadOnlyMemory<byte>)row.AsMemory(0, row.Length - 1))]))
            .Should().Throw<UnreadableStateException>();
    }

    [Fact]
    public void A_row_has_a_bound_and_leaves_weekdays_out_first()
    {
        LaneCells cells = new();
        for (int age = 40; age < EtaBuckets.Count; age++)
        {
            for (EtaPoint point = EtaPoint.InfoReceived; point <= EtaPoint.CustomsStopped; point++)
            {
                for (int stay = 0; stay < EtaSlots.Stays; stay++)
                {
                    int bucket = age | (stay == 0 ? 1 << 8 : 0);
                    cells.Add(new LaneCell(LaneMeasure.Remaining, LaneWeeks.Of(LanePast.At(0)), EtaSlots.Of(point, stay), bucket), 1_000_000);
                }
            }
        }

        byte[] row = ForecastRow.Encode(cells, LanePast.At(1));
        row.Length.Should().BeInRange(ForecastRow.BytesMax - 2_000, ForecastRow.BytesMax);
        EtaCounts read = ForecastRow.Decode(row);
        read.Seen(EtaSlots.Of(EtaPoint.OutForDelivery, 0)).Should().NotBeNull();
        read.Seen(EtaSlots.Of(EtaPoint.OutForDelivery, 5)).Should().BeNull("the longest stays are left out");
        read.Seen(EtaSlots.Of(EtaPoint.InfoReceived, 0), 0).Should().BeNull("so are weekdays");
    }

    [Fact]
    public void A_row_of_the_first_version_is_still_read()
    {
        // The version, attempts by weekday, windows, then the slot 2 with 40 attempts: from bucket 80 on two pairs of waiting and tried, in 32nds.
        byte[] row = [1, 1, 2, 3, 4, 5, 6, 7, .. new byte[33], 2, 40, 80, 2, 0xC0, 0x0C, 0xA0, 0x06, 0xA0, 0x06, 0xA0, 0x06];
        ForecastTable table = ForecastTable.Of([KeyValuePair.Create(Lane, (ReadOnlyMemory<byte>)row)]);
        EtaWindow window = table.Window(Lane, EtaPoint.PickedUp, LanePast.At(0), LanePast.At(0))!.Value;
        (window.Level, window.Observations).Should().Be((EtaLevel.Lane, 40));
        (window.P50Ms - LanePast.At(0)).Should().BeInRange(EtaBuckets.FromMs(80), EtaBuckets.ToMs(81));
    }
}
