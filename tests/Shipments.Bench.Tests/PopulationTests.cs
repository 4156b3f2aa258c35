using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Tests;

public sealed class PopulationTests
{
    private static readonly DateTimeOffset Began = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_run_and_seed_give_the_same_traffic()
    {
        Population one = Make(new TrafficShape());
        Population other = Make(new TrafficShape());

        for (int parcel = 0; parcel < 50; parcel++)
        {
            one.RegistrationOf(parcel).Should().Be(other.RegistrationOf(parcel));
            for (int position = 0; position < 10; position++)
                one.ScanAt(parcel, position).Should().Be(other.ScanAt(parcel, position));
        }
    }

    [Fact]
    public void A_name_gives_its_index_back_and_a_strangers_does_not()
    {
        Population population = Make(new TrafficShape());

        population.IndexOf(population.NameOf(0)).Should().Be(0);
        population.IndexOf(population.NameOf(99_999_999)).Should().Be(99_999_999);
        population.IndexOf("parcels/other-5").Should().Be(-1);
        population.IndexOf("parcels/run1-").Should().Be(-1);
        population.IndexOf("parcels/run1-5x").Should().Be(-1);
        population.IndexOf("").Should().Be(-1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(480)]
    public void The_time_of_a_scan_tells_which_it_is(int stepsMax)
    {
        Population population = Make(new TrafficShape { StepsMax = stepsMax });
        for (int parcel = 0; parcel < 100; parcel++)
        {
            DateTimeOffset last = DateTimeOffset.MinValue;
            for (int position = 0; position < stepsMax; position++)
            {
                DateTimeOffset time = population.TimeOf(parcel, position);
                time.Should().BeAfter(last).And.BeBefore(Began).And.BeAfter(Began - TimeSpan.FromDays(360));
                population.PositionAt(parcel, time).Should().Be(position);
                population.PositionAt(parcel, time + TimeSpan.FromSeconds(1)).Should().NotBe(position);
                last = time;
            }
        }
    }

    [Fact]
    public void Every_scan_of_a_parcel_is_sent_once_and_a_share_of_them_late()
    {
        Population population = Make(new TrafficShape { Late = 0.1 });
        int late = 0;
        for (int parcel = 0; parcel < 1_000; parcel++)
        {
            int[] positions = [.. Enumerable.Range(0, 64).Select(step => population.PositionOf(parcel, step))];
            positions.Order().Should().Equal(Enumerable.Range(0, 64));
            positions.Select((position, step) => population.PositionOf(parcel, position) == step).Should().AllBeEquivalentTo(true);
            late += positions.Where((position, step) => position < step).Count();
        }

        (late / 64_000.0).Should().BeApproximately(0.1, 0.01);
    }

    [Fact]
    public void Lanes_have_their_shares()
    {
        Population population = Make(new TrafficShape());
        int[] parcels = [.. Enumerable.Range(0, 50_000)];

        foreach (LaneShare lane in LaneShares.All)
            (parcels.Count(parcel => population.LaneOf(parcel) == lane) / 50_000.0).Should().BeApproximately(lane.Weight / 100, 0.01, $"of {lane.Name}");
    }

    [Fact]
    public void With_one_lane_all_are_on_it()
    {
        Population population = Make(new TrafficShape { OneLane = true });

        Enumerable.Range(0, 1_000).Should().OnlyContain(parcel => population.LaneOf(parcel) == LaneShares.All[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_registration_has_the_numbers_that_were_asked_for(int numbers)
    {
        Population population = Make(new TrafficShape { Numbers = numbers });

        RegisterParcelRequest request = population.RegistrationOf(7);

        request.TrackingNumbers.Select(number => number.Number).Should().Equal(Enumerable.Range(0, numbers).Select(which => population.NumberOf(7, which)));
        request.TrackingNumbers.All(number => number.ValidFrom.ToDateTimeOffset() < population.TimeOf(7, 0)).Should().BeTrue();
    }

    [Fact]
    public void The_share_of_scans_by_number_is_kept_and_none_is_without_numbers()
    {
        Population half = Make(new TrafficShape { ByNumber = 0.5 });
        Population none = Make(new TrafficShape { ByNumber = 0.5, Numbers = 0 });
        (int Parcel, int Step)[] scans = [.. Enumerable.Range(0, 20_000).Select(i => (i / 20, i % 20))];

        (scans.Count(scan => half.IsByNumber(scan.Parcel, scan.Step)) / 20_000.0).Should().BeApproximately(0.5, 0.02);
        scans.Should().NotContain(scan => none.IsByNumber(scan.Parcel, scan.Step));
    }

    private static Population Make(TrafficShape shape) => new("run1", 5, Began, shape);
}
