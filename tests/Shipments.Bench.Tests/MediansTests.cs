using Shipments.Bench.Compare;

namespace Shipments.Bench.Tests;

public sealed class MediansTests
{
    [Fact]
    public void The_middle_counts_and_ours_is_held_against_each()
    {
        Measured[] runs = [Run("ours", "unary", 100), Run("ours", "unary", 300), Run("ours", "unary", 200), Run("plain", "unary", 50), Run("plain", "unary", 30)];

        IReadOnlyList<Medians> medians = Medians.Of(runs);

        medians.Select(row => (row.Contender, row.PerSecond, row.Least, row.Most, row.OursTimes)).Should().Equal(("ours", 200, 100, 300, 1), ("plain", 40, 30, 50, 5));
    }

    [Fact]
    public void The_raw_store_is_held_against_our_streams()
    {
        Measured[] runs = [Run("ours", "unary", 10), Run("ours", "streamed", 50), Run("raw", "entries", 200)];

        Medians.Of(runs).Single(row => row.Contender == "raw").OursTimes.Should().Be(0.25);
    }

    [Fact]
    public void Of_nothing_the_median_is_nothing() => Medians.Median([]).Should().Be(0);

    private static Measured Run(string contender, string workload, double perSecond) => new(contender, workload, 1, perSecond, 1, 2, 0, 0, 0, 0);
}
