using Shipments.Silo.Demo;

namespace Shipments.Silo.Tests.Demo;

/// <summary>The fleet is the same for a seed and a moment, lies before it, and has what a lane's figures are there to show.</summary>
public sealed class FleetMakerTests
{
    private const int Seed = 17;
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 9, 41, 7, TimeSpan.Zero);

    [Fact]
    public void A_seed_and_a_moment_give_the_same_fleet_and_another_seed_another() =>
        Text(Seed).Should().Equal(Text(Seed)).And.NotEqual(Text(Seed + 1));

    [Fact]
    public void All_was_told_after_it_happened_and_before_the_moment()
    {
        foreach (FleetEvent told in Fleet(Seed).SelectMany(parcel => parcel.Events))
            (told.Time <= told.Told && told.Told <= s_now && told.Time > s_now - TimeSpan.FromDays(100)).Should().BeTrue($"seed {Seed}: {told}");
    }

    [Fact]
    public void Each_parcel_has_its_own_id_and_number_and_begins_with_its_order()
    {
        IReadOnlyList<FleetParcel> fleet = Fleet(Seed);
        fleet.Should().HaveCount(FleetLane.All.Count * FleetMaker.ParcelsOfLane);
        fleet.Select(parcel => parcel.Id).Should().OnlyHaveUniqueItems();
        fleet.Select(parcel => parcel.Number).Should().OnlyHaveUniqueItems();
        fleet.Should().OnlyContain(parcel => parcel.Events[0].Code == "CONSIGN" && parcel.Events.SequenceEqual(parcel.Events.OrderBy(told => told.Time)));
    }

    [Fact]
    public void Some_are_late_one_went_back_and_two_are_held_by_customs()
    {
        IReadOnlyList<FleetParcel> fleet = Fleet(Seed);
        fleet.Count(parcel => parcel.Events.Any(told => told.Code == "GTMS_SIGNED" && told.Time > parcel.PromiseTo)).Should().BeInRange(10, 60, $"seed {Seed}");
        fleet.Count(parcel => parcel.Events[^1].Code == "RETURNED").Should().Be(1, $"seed {Seed}");
        fleet.Count(parcel => parcel.Events[^1].Code == "CC_IM_FAILURE" && parcel.Events[^1].Told < s_now - TimeSpan.FromDays(2)).Should().BeGreaterThanOrEqualTo(1, $"seed {Seed}");
    }

    private static IReadOnlyList<FleetParcel> Fleet(int seed) => new FleetMaker(seed, s_now).Make();

    private static IEnumerable<string> Text(int seed) => Fleet(seed).Select(parcel => $"{parcel.Id} {parcel.Number} {parcel.PromiseTo:O} {string.Join(' ', parcel.Events)}");
}
