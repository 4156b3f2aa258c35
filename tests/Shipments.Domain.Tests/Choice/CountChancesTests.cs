using Shipments.Domain.Choice;

namespace Shipments.Domain.Tests.Choice;

public sealed class CountChancesTests
{
    [Theory]
    [InlineData(0, 20, 0, 2.0611536e-9)]
    [InlineData(0, 24, 0.045, 8.55e-8)]
    [InlineData(0, 10, 0.1, 0.0009765625)]
    public void No_count_at_all_has_the_chance_that_the_distribution_says(long count, double mean, double variance, double chance) =>
        CountChances.AtMost(count, mean, variance).Should().BeApproximately(chance, chance * 0.05);

    /// <summary>Goal: the chance is never told too small, and not far too large. Method: against the plain sum of all terms.</summary>
    [Theory]
    [InlineData(30, 0)]
    [InlineData(30, 0.05)]
    [InlineData(200, 0.02)]
    [InlineData(200, 0.25)]
    public void The_chance_bounds_the_plain_sum_from_above(double mean, double variance)
    {
        double sum = 0;
        for (int count = 0; count <= mean / 2; count++)
        {
            sum += Term(count, mean, variance);
            CountChances.AtMost(count, mean, variance).Should().BeInRange(sum * (1 - 1e-9), sum * 3, $"{count} of {mean}");
        }
    }

    [Fact]
    public void What_is_not_less_than_expected_is_no_wonder()
    {
        CountChances.AtMost(30, 30, 0).Should().Be(1);
        CountChances.AtMost(0, 0, 0).Should().Be(1);
    }

    [Fact]
    public void A_share_of_few_is_told_with_more_caution_than_the_same_of_many()
    {
        CountChances.ShareAtLeast(0, 0).Should().Be(0);
        CountChances.ShareAtMost(0, 0).Should().Be(1);
        CountChances.ShareAtLeast(9, 10).Should().BeLessThan(CountChances.ShareAtLeast(90, 100)).And.BeGreaterThan(0.6);
        CountChances.ShareAtLeast(90, 100).Should().BeInRange(0.85, 0.9);
        CountChances.ShareAtMost(1, 10).Should().BeApproximately(1 - CountChances.ShareAtLeast(9, 10), 1e-12);
    }

    private static double Term(int count, double mean, double variance)
    {
        double log = variance > 0 ? -Math.Log(1 + (mean * variance)) / variance : -mean;
        for (int i = 0; i < count; i++)
            log += Math.Log(mean * (1 + (i * variance)) / ((i + 1) * (1 + (mean * variance))));
        return Math.Exp(log);
    }
}
