using HdrHistogram;
using Shipments.Bench.Measuring;

namespace Shipments.Bench.Tests;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void An_empty_one_knows_nothing()
    {
        LatencyHistogram histogram = new();

        histogram.Count.Should().Be(0);
        histogram.At(50).Should().Be(TimeSpan.Zero);
        histogram.Max.Should().Be(TimeSpan.Zero);
        histogram.Mean.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Small_values_are_known_exactly()
    {
        LatencyHistogram histogram = new();
        for (int microseconds = 1; microseconds <= 100; microseconds++)
            histogram.Record(TimeSpan.FromMicroseconds(microseconds));

        histogram.At(0).Should().Be(TimeSpan.FromMicroseconds(1));
        histogram.At(50).Should().Be(TimeSpan.FromMicroseconds(50));
        histogram.At(99).Should().Be(TimeSpan.FromMicroseconds(99));
        histogram.At(100).Should().Be(TimeSpan.FromMicroseconds(100));
        histogram.Mean.Should().Be(TimeSpan.FromMicroseconds(50.5));
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(3_600_000_000, 3_600_000_000)]
    [InlineData(3_600_000_001, 3_600_000_000)]
    public void Values_outside_count_as_the_bound(long microseconds, long counted)
    {
        LatencyHistogram histogram = new();

        histogram.Record(TimeSpan.FromMicroseconds(microseconds));

        histogram.Max.Should().Be(TimeSpan.FromMicroseconds(counted));
        histogram.Count.Should().Be(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_agrees_with_HdrHistogram(int seed)
    {
        Random random = new(seed);
        LatencyHistogram histogram = new();
        LongHistogram oracle = new(3_600_000_000, 3);
        for (int i = 0; i < 20_000; i++)
        {
            long value = (long)Math.Exp(random.NextDouble() * Math.Log(3_000_000_000));
            histogram.Record(TimeSpan.FromMicroseconds(value));
            oracle.RecordValue(value);
        }

        foreach (double percent in new[] { 1, 10, 50, 90, 99, 99.9, 100 })
        {
            double expected = oracle.GetValueAtPercentile(percent);
            histogram.At(percent).TotalMicroseconds.Should().BeApproximately(expected, 1 + (expected * 0.005), $"of {percent} % with seed {seed}");
        }
    }

    [Fact]
    public void Two_of_one_precision_add_up()
    {
        LatencyHistogram one = new();
        LatencyHistogram other = new();
        one.Record(TimeSpan.FromMilliseconds(1));
        other.Record(TimeSpan.FromMilliseconds(9));
        other.Record(TimeSpan.FromMilliseconds(5));

        one.Add(other);

        one.Count.Should().Be(3);
        one.Max.Should().Be(TimeSpan.FromMilliseconds(9));
        one.Mean.Should().Be(TimeSpan.FromMilliseconds(5));
        other.Count.Should().Be(2);
    }

    [Fact]
    public void Two_of_different_precision_do_not_add_up()
    {
        Action adding = () => new LatencyHistogram(LatencyHistogram.Fine).Add(new LatencyHistogram(LatencyHistogram.Coarse));

        adding.Should().Throw<ArgumentException>().WithMessage("A histogram of 6 bits cannot be added to one of 9.*");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    public void A_precision_outside_its_bounds_is_refused(int bits)
    {
        Action making = () => _ = new LatencyHistogram(bits);

        making.Should().Throw<ArgumentOutOfRangeException>();
    }
}
