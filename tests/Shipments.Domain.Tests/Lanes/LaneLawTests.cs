using Xunit.Abstractions;

namespace Shipments.Domain.Tests.Lanes;

public sealed class LaneLawTests(ITestOutputHelper output)
{
    private const int Runs = 300;

    /// <summary>
    /// Goal: a lane is the sum over its parcels of the journal cut at its own marks, after any fault. Method: 300 seeded runs of 600 steps, each
    /// with every kind of trouble the simulation knows; the rows are checked in the middle, and once all has arrived against the parcels.
    /// </summary>
    [Fact]
    public void Lanes_are_the_sum_over_their_parcels_after_any_fault()
    {
        SortedDictionary<string, int> troubles = new(StringComparer.Ordinal);
        for (int seed = 1; seed <= Runs; seed++)
        {
            LaneSimulation simulation = new(seed);
            simulation.Run(300);
            simulation.CheckRows();
            simulation.Run(300);
            simulation.CheckRows();
            simulation.Settle();
            simulation.CheckRows();
            simulation.CheckAgainstParcels();
            foreach ((string trouble, int count) in simulation.Troubles)
                troubles[trouble] = troubles.GetValueOrDefault(trouble) + count;
        }

        output.WriteLine($"seeds 1 to {Runs}: " + string.Join(", ", troubles.Select(trouble => $"{trouble.Key} {trouble.Value}")));
        troubles.Keys.Should().BeEquivalentTo(
            "activated", "came again late", "came twice", "died unsaved", "feeder died", "lived twice", "lost after the lane", "lost before the lane",
            "read again", "saved", "stood elsewhere");
        troubles.Values.Should().OnlyContain(count => count > Runs);
    }
}
