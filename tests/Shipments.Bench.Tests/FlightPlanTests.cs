using Shipments.Bench.Flights;
using Shipments.Bench.Traffic;
using Shipments.Domain.Containers;

namespace Shipments.Bench.Tests;

public sealed class FlightPlanTests
{
    private static readonly DateTimeOffset Began = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("run1")]
    [InlineData("toxglo")]
    [InlineData("z")]
    public void Its_containers_have_ids_of_their_kinds(string run)
    {
        DispatchId dispatch = FlightPlan.DispatchOf(new Population(run, 1, Began, new TrafficShape()));

        DispatchId.TryParse(dispatch.ToString(), out DispatchId read, out string problem).Should().BeTrue(problem);
        read.Should().Be(dispatch);
        for (int i = 0; i < FlightPlan.Receptacles; i++)
        {
            ReceptacleId.TryParse(FlightPlan.ReceptacleOf(dispatch, i).ToString(), out ReceptacleId receptacle, out problem).Should().BeTrue(problem);
            receptacle.IsLast.Should().Be(i == FlightPlan.Receptacles - 1);
        }
    }

    [Fact]
    public void Every_parcel_lies_in_one_receptacle() =>
        Enumerable.Range(0, FlightPlan.Receptacles).SelectMany(FlightPlan.ParcelsOf).Should().Equal(Enumerable.Range(0, FlightPlan.Parcels));

    [Fact]
    public void Two_runs_have_different_dispatches() =>
        FlightPlan.DispatchOf(new Population("run1", 1, Began, new TrafficShape())).Should()
            .NotBe(FlightPlan.DispatchOf(new Population("run2", 1, Began, new TrafficShape())));
}
