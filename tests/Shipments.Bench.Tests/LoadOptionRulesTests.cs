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
    public void A_working_set_is_part_of_the_parcels_and_not_for_a_scenario_that_registers()
    {
        LoadOptions some = Good with { Parcels = 10, WorkingSet = 10 };

        LoadOptionRules.Faults(some).Should().BeEmpty();
        LoadOptionRules.Faults(some with { WorkingSet = 11 }).Should().ContainSingle();
        LoadOptionRules.Faults(some with { Scenario = "mixed-day" }).Should().Equal("--working-set is not for mixed-day, which registers parcels all the time");
    }

    [Fact]
    public void Cold_scans_need_parcels_outside_the_working_set()
    {
        LoadOptions cold = Good with { Parcels = 10, WorkingSet = 9, Cold = 1 };

        LoadOptionRules.Faults(cold).Should().BeEmpty();
        LoadOptionRules.Faults(cold with { Cold = 1.01 }).Should().ContainSingle();
        LoadOptionRules.Faults(cold with { WorkingSet = 10 }).Should().ContainSingle();
        LoadOptionRules.Faults(cold with { WorkingSet = 0 }).Should().ContainSingle();
    }

    [Fact]
    public void A_loop_is_either_open_or_closed()
    {
        LoadOptionRules.Faults(Good with { Rate = 0 }).Should().Equal("one of --rate and --closed must be given, and not both");
        LoadOptionRules.Faults(Good with { Closed = 4 }).Should().Equal("one of --rate and --closed must be given, and not both");
    }
}
