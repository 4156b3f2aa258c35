using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Output;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Tests.Simulation;

public sealed class WorldTests
{
    private static readonly Worlds.Seen Usual = Worlds.Run(3_000, seed: 7, days: 20);

    private readonly Worlds.Seen _seen = Usual;

    [Fact]
    public void Every_parcel_sent_ends_once_and_in_one_way()
    {
        _seen.Parcels.Should().HaveCountGreaterThan(2_950).And.HaveCountLessThanOrEqualTo(3_000);
        _seen.Ends.Should().OnlyHaveUniqueItems(parcel => parcel.Id);
        _seen.Ends.Select(parcel => parcel.Id).Order().Should().Equal(_seen.Parcels.Select(parcel => parcel.Id).Order());
        _seen.Ends.Should().NotContain(parcel => parcel.Outcome == Outcome.Open);
        _seen.Ends.Should().OnlyContain(parcel => parcel.EndedAt >= parcel.Events.Last().At || parcel.Outcome == Outcome.Lost);
    }

    [Fact]
    public void Most_are_delivered_and_some_are_not()
    {
        _seen.Ends.Count(parcel => parcel.Outcome == Outcome.Delivered).Should().BeGreaterThan(_seen.Ends.Count * 95 / 100);
        _seen.Ends.Should().Contain(parcel => parcel.Outcome == Outcome.Lost).And.Contain(parcel => parcel.Outcome == Outcome.Returned);
        _seen.Ends.Should().NotContain(parcel => parcel.Outcome == Outcome.Stranded);
    }

    [Fact]
    public void What_happens_to_a_parcel_happens_in_the_order_of_time()
    {
        foreach (SimParcel parcel in _seen.Ends)
            parcel.Events.Select(happened => happened.At).Should().BeInAscendingOrder($"the parcel {parcel.Id} goes one way");
    }

    [Fact]
    public void The_first_attempt_is_the_first_of_its_events_that_is_one()
    {
        Step[] attempts = [Step.AttemptFailed, Step.AtCounter, Step.Delivered];
        foreach (SimParcel parcel in _seen.Ends.Where(parcel => parcel.FirstAttemptAt >= 0))
            parcel.Events.First(happened => attempts.Contains(happened.Step)).At.Should().Be(parcel.FirstAttemptAt);
    }

    [Fact]
    public void Payloads_come_in_the_order_of_time() =>
        _seen.Payloads.Select(payload => payload.At).Should().BeInAscendingOrder();

    [Fact]
    public void No_two_parcels_share_a_number() =>
        _seen.Parcels.SelectMany(parcel => new[] { parcel.PlatformNumber, parcel.LastMileNumber }.Distinct()).Should().OnlyHaveUniqueItems();

    [Fact]
    public void No_flight_takes_more_than_it_has_room_for()
    {
        foreach (Route route in _seen.Network.Routes)
        {
            FlightBoard board = _seen.Grounds.BoardOf(route);
            for (int i = 0; i < board.Flights.Count; i++)
                board.TakenOn(i).Should().BeLessThanOrEqualTo(board.Flights[i].Leaves ? board.Flights[i].Room : 0);
        }
    }

    [Fact]
    public void Parcels_of_a_bag_arrive_together()
    {
        var bags = _seen.Ends.Where(parcel => parcel.Flight >= 0 && parcel.Events.Exists(happened => happened.Step == Step.Arrived))
            .GroupBy(parcel => (parcel.Lane.Route.Name, parcel.Flight, parcel.Bag)).Where(bag => bag.Count() > 1).ToList();
        bags.Should().NotBeEmpty();
        foreach (var bag in bags)
            bag.Select(parcel => parcel.Events.Find(happened => happened.Step == Step.Arrived).At).Distinct().Should().ContainSingle();
    }

    [Fact]
    public void The_same_seed_writes_the_same_bytes_and_another_one_does_not()
    {
        string[] hashes = [.. new long[] { 3, 3, 4 }.Select(Hash)];
        hashes[1].Should().Be(hashes[0]);
        hashes[2].Should().NotBe(hashes[0]);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(WorldOptions.ParcelsMax + 1, 10)]
    [InlineData(10, 0)]
    [InlineData(10, WorldOptions.DaysMax + 1)]
    public void A_size_out_of_bounds_is_refused(int parcels, int days) =>
        new WorldOptions(parcels, 1, days, Worlds.Start).Problem().Should().NotBeEmpty();

    [Fact]
    public void The_greatest_size_is_none_too_many() =>
        new WorldOptions(WorldOptions.ParcelsMax, 1, WorldOptions.DaysMax, Worlds.Start).Problem().Should().BeEmpty();

    [Fact]
    public void A_ghost_changes_nothing_of_the_world()
    {
        Worlds.Seen haunted = Worlds.Run(3_000, seed: 7, days: 20, ghosts: 0.2);
        haunted.Ends.Should().Contain(parcel => parcel.IsGhost);
        (int, int, Outcome)[] Told(Worlds.Seen seen) =>
            [.. seen.Ends.Where(parcel => !parcel.IsGhost).OrderBy(parcel => parcel.Id).Select(parcel => (parcel.Id, parcel.EndedAt, parcel.Outcome))];
        Told(haunted).Should().Equal(Told(_seen));
    }

    private static string Hash(long seed)
    {
        string folder = Directory.CreateTempSubdirectory("world").FullName;
        try
        {
            var asked = Worlds.Asked(400, seed, 5);
            using SimulationFiles files = new(folder, asked.Network, asked.Options.From, isCompressed: false);
            new World(asked.Network, asked.Regimes, asked.Places, asked.Options, files).Run(CancellationToken.None);
            return files.Hash;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
