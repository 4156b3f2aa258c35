using Shipments.Bench.Driving;
using Shipments.Bench.Load;
using Shipments.Bench.Traffic;

namespace Shipments.Bench.Tests;

public sealed class LoadOptionRulesTests
{
    private static readonly LoadOptions Good = new()
    {
        Targets = [new Uri("http://127.0.0.1:5080")], Scenario = "reads", Rate = 10, Duration = TimeSpan.FromSeconds(1), Parcels = 1, Streams = 1,
        Deadline = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public void Good_ones_have_no_faults() => LoadOptionRules.Faults(Good).Should().BeEmpty();

    [Fact]
    public void All_faults_are_named_at_once()
    {
        LoadOptions wrong = Good with { Scenario = "none", Closed = 5, Batch = -1, Watch = ["db"], Reuse = "No" };

        LoadOptionRules.Faults(wrong).Should().HaveCount(5);
    }

    [Fact]
    public void Bounds_hold_to_the_last_one()
    {
        LoadOptions most = Good with
        {
            Rate = LoadOptionRules.RateMax,
            Batch = LoadOptionRules.BatchMax,
            Streams = LoadOptionRules.StreamsMax,
            Readers = LoadOptionRules.ReadersMax,
            Connections = Connections.CountMax,
            Parcels = Population.ParcelsMax,
        };
        LoadOptions over = most with
        {
            Rate = LoadOptionRules.RateMax + 1,
            Batch = LoadOptionRules.BatchMax + 1,
            Streams = LoadOptionRules.StreamsMax + 1,
            Readers = LoadOptionRules.ReadersMax + 1,
            Connections = Connections.CountMax + 1,
            Parcels = Population.ParcelsMax + 1,
        };

        LoadOptionRules.Faults(most).Should().BeEmpty();
        LoadOptionRules.Faults(over).Should().HaveCount(6);
        LoadOptionRules.Faults(Good with { Rate = 0, Closed = LoadOptionRules.ClosedMax }).Should().BeEmpty();
        LoadOptionRules.Faults(Good with { Rate = 0, Closed = LoadOptionRules.ClosedMax + 1 }).Should().ContainSingle();
    }

    [Fact]
    public void A_loop_is_either_open_or_closed()
    {
        LoadOptionRules.Faults(Good with { Rate = 0 }).Should().Equal("one of --rate and --closed must be given, and not both");
        LoadOptionRules.Faults(Good with { Closed = 4 }).Should().Equal("one of --rate and --closed must be given, and not both");
    }
}
