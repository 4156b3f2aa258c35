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
        LanePast jam = new LanePast().Tried(EtaPoint.Arrived, 20, 3, 100).Waits(EtaPoint.Arrived, 20, 100);

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
    public void A_day_without_attempts_is_stepped_over()
    {
        LanePast past = new();
        for (int day = 0; day < 70; day++)
        {
            past.Tried(EtaPoint.LastMileAccepted, day, day % 7 == 5 ? 2.5 : 1.5, 20);
            if (day % 7 != 6)
                past.Cells.Add(new LaneCell(LaneMeasure.AttemptDay, LaneWeeks.PeriodOf(LanePast.At(day)), 0, day % 7), 1_000);
        }

        // Accepted on a Saturday at midnight, day 75: the day and a half would end at noon on Sunday.
        LanePast.Days(LanePast.Table(75, (Lane, past)), Lane, EtaPoint.LastMileAccepted, 75, 75).P50.Should().BeGreaterThan(1.9);
        LanePast.Days(LanePast.Table(72, (Lane, past)), Lane, EtaPoint.LastMileAccepted, 72, 72).P50.Should().BeLessThan(1.8);
    }

    [Fact]
    public void Rows_make_the_same_table_as_the_counts()
    {
        LanePast past = new();
        for (int day = 0; day < 90; day++)
            past.Tried(EtaPoint.PickedUp, day, 8 + (day % 5), 40).Tried(EtaPoint.Arrived, day, 2 + (day % 3), 40).Waits(EtaPoint.Arrived, day, 1);
        past.Windows(EtaPoint.PickedUp, 80, 50, 20, 60);
        byte[] row = ForecastRow.Encode(past.Cells, LanePast.At(91));
        ForecastTable read = ForecastTable.Of([KeyValuePair.Create(Lane, (ReadOnlyMemory<byte>)row)]);
        ForecastTable made = LanePast.Table(91, (Lane, past));

        row.Length.Should().BeLessThan(1_000);
        foreach (EtaPoint point in (EtaPoint[])[EtaPoint.PickedUp, EtaPoint.Arrived])
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
}
