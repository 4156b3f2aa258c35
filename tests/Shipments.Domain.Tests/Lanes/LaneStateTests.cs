using Shipments.Domain.Lanes;
using Shipments.Domain.Tests.Scans;

namespace Shipments.Domain.Tests.Lanes;

public sealed class LaneStateTests
{
    private const long Week = 7L * 86_400_000;

    private readonly LaneState _state = new();

    [Theory]
    [InlineData(5, 5, 0, true, 9)]
    [InlineData(4, 9, 0, false, 5)]
    [InlineData(6, 9, 0, false, 5)]
    [InlineData(7, 9, 7, true, 9)]
    [InlineData(7, 9, 6, false, 6)]
    [InlineData(3, 9, 3, false, 5)]
    public void A_stretch_is_counted_when_it_begins_at_the_mark(long after, long upTo, long since, bool counted, long mark)
    {
        _state.Apply(2, 0, 5, 0, new LaneCells(), 0, 0).Should().BeTrue();
        _state.Apply(2, after, Math.Max(upTo, counted ? 9 : upTo), since, new LaneCells(), 0, 0).Should().Be(counted);
        (_state.MarkOf(2), _state.MarkOf(1)).Should().Be((mark, 0));
    }

    [Fact]
    public void A_state_is_written_and_read()
    {
        _state.Apply(3, 0, 5, 0, Cells(A.Ms(0)), A.Ms(0), 77);
        _state.Apply(63, 0, 8, 0, Cells(A.Ms(0)), A.Ms(5), 78);
        _state.Indexed = true;
        LaneState read = LaneState.Decode(_state.Encode());

        read.Cells.Sorted().Should().Equal(_state.Cells.Sorted());
        read.Marks().Should().BeEquivalentTo(new Dictionary<int, long> { [3] = 5, [63] = 8 });
        (read.AsOfMs, read.UpdatedMs, read.WeekFloor, read.Indexed).Should().Be((A.Ms(5), 78, _state.WeekFloor, true));
        LaneState.Decode([]).UpdatedMs.Should().Be(0);
        FluentActions.Invoking(() => LaneState.Decode([7])).Should().Throw<UnreadableStateException>();
    }

    [Fact]
    public void Twenty_six_weeks_are_kept_apart_and_what_is_older_can_still_be_taken_back()
    {
        for (int week = 0; week < 40; week++)
            _state.Apply(0, week, week + 1, 0, Cells(A.Ms(0) + (week * Week)), A.Ms(0) + (week * Week), 1);
        _state.Cells.Sorted().Select(cell => cell.Value).Should().Equal([14, .. Enumerable.Repeat(1L, LaneWeeks.KeptMax)]);

        LaneCells back = new();
        foreach ((LaneCell cell, long count) in Cells(A.Ms(0)).Sorted())
            back.Add(cell, -count);
        _state.Apply(0, 40, 41, 0, back, A.Ms(0), 1);
        _state.Cells.Sorted()[0].Value.Should().Be(13);
    }

    [Fact]
    public void Weeks_in_the_future_are_bounded_too()
    {
        for (int week = 0; week < 100; week++)
            _state.Apply(0, week, week + 1, 0, Cells(A.Ms(0) + (week * Week)), A.Ms(0), 1);
        _state.Cells.Sorted().Should().HaveCount(LaneWeeks.ApartMax + 1);
        _state.Cells.Sorted().Sum(cell => cell.Value).Should().Be(100);
    }

    private static LaneCells Cells(long pickedUpMs)
    {
        LaneCells cells = new();
        cells.Add(new LaneCell(LaneMeasure.DoorToDoor, LaneWeeks.Of(pickedUpMs), 0, 9), 1);
        return cells;
    }
}
