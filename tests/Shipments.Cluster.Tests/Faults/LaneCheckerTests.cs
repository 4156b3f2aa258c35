using Shipments.Faults.Checkers;
using Shipments.Faults.History;

namespace Shipments.Cluster.Tests.Faults;

/// <summary>The checker of lanes is silent where a lane counts its parcels, and finds each figure that is one off.</summary>
public sealed class LaneCheckerTests
{
    private const string Lane = "CN-ES/x";
    private static readonly DateTime s_began = new(2026, 11, 2, 8, 0, 0, DateTimeKind.Utc);

    // Delivered, delivered before it was picked up, tried, picked up, and not even that.
    private static readonly LaneParcel[] s_parcels =
    [
        new(Lane, "Delivered", s_began, null, s_began.AddDays(9)),
        new(Lane, "Delivered", s_began, s_began.AddDays(7), s_began.AddHours(-1)),
        new(Lane, "AttemptFailed", s_began, s_began.AddDays(8)),
        new(Lane, "PickedUp", s_began),
        new(Lane, "Pending"),
    ];

    private static LaneFigures Sound => new(
        new Dictionary<string, long> { ["Delivered"] = 2, ["AttemptFailed"] = 1, ["PickedUp"] = 1, ["Pending"] = 1 }, DoorToDoor: 1, PickedUp: 4, Attempted: 3);

    [Fact]
    public void A_lane_that_counts_its_parcels_is_sound() => Check(Sound).Should().BeEmpty();

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_phase_that_is_off_by_one_is_found(int off) =>
        Check(Sound with { Phases = new Dictionary<string, long>(Sound.Phases) { ["PickedUp"] = 1 + off } })
            .Should().Equal($"lane off: CN-ES/x counts {1 + off} parcels PickedUp, and there are 1");

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_wrong_number_of_ways_from_door_to_door_is_found(int off) => Check(Sound with { DoorToDoor = 1 + off })
        .Should().Equal($"lane off: CN-ES/x counts {1 + off} parcels from door to door, and there are 1");

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_wrong_number_of_parcels_picked_up_is_found(int off) => Check(Sound with { PickedUp = 4 + off })
        .Should().Equal($"lane off: CN-ES/x counts {4 + off} parcels picked up, and there are 4");

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_wrong_number_of_attempts_is_found(int off) => Check(Sound with { Attempted = 3 + off })
        .Should().Equal($"lane off: CN-ES/x counts {3 + off} parcels attempted, and there are 3");

    [Fact]
    public void A_lane_that_is_missing_and_one_without_parcels_are_found()
    {
        LaneChecker.Check(new Dictionary<string, LaneFigures>(), [new LaneParcel(Lane, "PickedUp", s_began)]).Should().Equal(
            "lane off: CN-ES/x counts 0 parcels PickedUp, and there are 1", "lane off: CN-ES/x counts 0 parcels picked up, and there are 1");
        LaneChecker.Check(new Dictionary<string, LaneFigures> { ["CN-ES/y"] = LaneFigures.None with { Attempted = 1 } }, [])
            .Should().Equal("lane off: CN-ES/y counts 1 parcels attempted, and there are 0");
        LaneChecker.Check(new Dictionary<string, LaneFigures> { [Lane] = LaneFigures.None }, []).Should().BeEmpty();
    }

    private static IEnumerable<string> Check(LaneFigures said) => LaneChecker.Check(new Dictionary<string, LaneFigures> { [Lane] = said }, s_parcels);
}
