using Shipments.Bench.Judging;
using Shipments.Bench.Judging.Choices;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Simulation.Output;
using Shipments.Bench.Tests.Simulation;

namespace Shipments.Bench.Tests.Judging;

public sealed class JudgeRunTests
{
    [Fact]
    public void Totals_of_lanes_are_the_sums_over_their_parcels()
    {
        JudgedWorld world = Judge(1_500, seed: 2, isFaithful: false);
        world.LaneDifferences.Should().BeEmpty();
        world.Counts.WholeRefused.Should().Be(0);
        world.Counts.Refused.Should().Be(0, world.Counts.FirstRefusal);
        world.Lanes.Sum(lane => lane.Parcels).Should().BeInRange(1_450, 1_500);
    }

    [Fact]
    public void Of_carriers_without_a_fault_the_product_knows_the_truth()
    {
        JudgedWorld world = Judge(1_500, seed: 3, isFaithful: true);
        world.DifferingTold.Should().BeEmpty();
        world.Differing.Should().Be(0);
        world.Faithful.Should().BeGreaterThan(1_200);
        world.LaneDifferences.Should().BeEmpty();
        world.Lanes.Where(lane => !lane.IsUntracked && lane.Parcels > 30).Should().OnlyContain(lane => lane.WorstError < 0.011);
    }

    [Fact]
    public void The_same_world_is_judged_alike_twice()
    {
        (JudgedWorld one, JudgedWorld two) = (Judge(600, 4, false), Judge(600, 4, false));
        two.Counts.Should().BeEquivalentTo(one.Counts);
        two.Scores.All.Should().BeEquivalentTo(one.Scores.All);
        two.Raised.Should().Equal(one.Raised);
        two.Choices.Should().Equal(one.Choices);
    }

    [Fact]
    public void Questions_are_asked_and_all_baselines_answer_them()
    {
        EtaScores scores = Judge(2_000, seed: 5, isFaithful: false).Scores;
        scores.All[^1].Count.Should().BeGreaterThan(500);
        scores.All.Select(score => score.Count).Distinct().Should().ContainSingle();
        scores.All.Select(score => score.MeanAbsoluteDays).Should().OnlyContain(days => days > 0.2 && days < 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,x")]
    [InlineData("-1")]
    public void Seeds_that_are_none_are_refused(string text) =>
        FluentActions.Invoking(() => JudgeCommand.SeedsOf(text)).Should().Throw<ArgumentException>();

    [Fact]
    public void So_many_seeds_and_no_more()
    {
        JudgeCommand.SeedsOf(string.Join(',', Enumerable.Range(1, JudgeCommand.SeedsMax))).Should().HaveCount(JudgeCommand.SeedsMax);
        FluentActions.Invoking(() => JudgeCommand.SeedsOf(string.Join(',', Enumerable.Range(1, JudgeCommand.SeedsMax + 1)))).Should().Throw<ArgumentException>();
    }

    private static JudgedWorld Judge(int parcels, long seed, bool isFaithful)
    {
        var asked = Worlds.Asked(parcels, seed, 12, isFaithful: isFaithful, ghosts: 0.05);
        return new JudgeRun(asked, JudgeParts.Make(LaneFolder.Read(DataFolder.Lanes))).Run(CancellationToken.None);
    }
}
