using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Lanes;

public sealed class LaneCellsTests
{
    private static readonly LaneCell Phase = new(LaneMeasure.Phase, 0, 0, 13);
    private static readonly LaneCell Slow = new(LaneMeasure.DoorToDoor, 2_900, 0, 700);

    [Fact]
    public void A_cell_keeps_its_parts_apart()
    {
        LaneCell cell = new(LaneMeasure.DoorToDoor, 65_535, 255, 65_535);
        (cell.Measure, cell.Week, cell.Part, cell.Bucket).Should().Be((LaneMeasure.DoorToDoor, 65_535, 255, 65_535));
        cell.InWeek(0).Should().Be(new LaneCell(LaneMeasure.DoorToDoor, 0, 255, 65_535));
        (Phase < Slow).Should().BeTrue("cells sort by measure first");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_was_written_is_read_again(int seed)
    {
        Random random = new(seed);
        LaneCells cells = new();
        for (int i = 0; i < 2_000; i++)
            cells.Add(new LaneCell((LaneMeasure)random.Next(1, 20), random.Next(3_000), random.Next(256), random.Next(701)), random.NextInt64(-1_000, 1_000));
        cells.Add(Phase, long.MaxValue);
        cells.Add(Slow, long.MinValue);

        LaneCells.Decode(cells.Encode()).Sorted().Should().Equal(cells.Sorted(), $"seed {seed}");
    }

    [Fact]
    public void What_was_taken_away_again_is_not_written()
    {
        LaneCells cells = new();
        cells.Add(Phase, 2);
        cells.Add(Slow, 1);
        cells.Add(Phase, -2);
        cells.IsEmpty.Should().BeFalse();
        cells.Add(Slow, -1);

        cells.IsEmpty.Should().BeTrue();
        cells.Encode().Should().BeEmpty();
    }

    [Fact]
    public void A_year_of_full_weeks_stays_small()
    {
        LaneCells cells = new();
        for (int week = 1; week <= LaneWeeks.KeptMax; week++)
        {
            for (int bucket = 300; bucket < 550; bucket++)
                cells.Add(new LaneCell(LaneMeasure.DoorToDoor, week, 0, bucket), 100);
        }

        cells.Encode().Length.Should().BeLessThan(LaneWeeks.KeptMax * 250 * 4);
    }

    [Fact]
    public void Weeks_before_the_floor_are_counted_together()
    {
        LaneCells cells = new();
        for (int week = 8; week <= 12; week++)
            cells.Add(new LaneCell(LaneMeasure.DoorToDoor, week, 0, 5), week);
        cells.FoldWeeks(11);

        cells.Sorted().Select(cell => (cell.Key.Week, cell.Value)).Should().Equal((0, 27), (11, 11), (12, 12));
    }

    [Theory]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01, 0x01 })]
    public void Broken_bytes_are_refused(byte[] bytes) =>
        FluentActions.Invoking(() => LaneCells.Decode(bytes)).Should().Throw<UnreadableStateException>();

    [Theory]
    [InlineData("2026-11-22T23:59:59Z", "2026-11-16T00:00:00Z", true)]
    [InlineData("2026-11-23T00:00:00Z", "2026-11-22T23:59:59Z", false)]
    public void Weeks_begin_on_Monday(string left, string right, bool same)
    {
        (LaneWeeks.Of(Ms(left)) == LaneWeeks.Of(Ms(right))).Should().Be(same);
        LaneWeeks.Of(0).Should().Be(1);
        static long Ms(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
    }
}
