using Shipments.Domain.Lanes;
using Xunit.Abstractions;

namespace Shipments.Domain.Tests.Lanes;

public sealed class QuantileSketchTests(ITestOutputHelper output)
{
    private const int Values = 5_000;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(20_261_122, 10)];

    /// <summary>Goal: the stated error holds. Method: 5,000 durations of three very different shapes a seed, against the sorted list.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Quantiles_are_within_one_percent_of_the_exact_ones(int seed)
    {
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        foreach (Func<Random, long> shape in Shapes())
        {
            long[] values = [.. Enumerable.Range(0, Values).Select(_ => shape(random)).Order()];
            QuantileSketch sketch = Of(values);
            foreach (double share in (double[])[0, 0.01, 0.5, 0.8, 0.95, 0.999, 1])
            {
                long exact = values[Math.Max(0, (int)Math.Ceiling(share * Values) - 1)];
                sketch.Quantile(share).Should().BeInRange(exact * 0.99 - 1, exact * 1.01 + 1, $"share {share}, seed {seed}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_merge_is_the_sketch_of_the_union_and_can_be_taken_back(int seed)
    {
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        long[] left = [.. Enumerable.Range(0, 300).Select(_ => random.NextInt64(LogBuckets.ValueMaxMs))];
        long[] right = [.. Enumerable.Range(0, 200).Select(_ => random.NextInt64(LogBuckets.ValueMaxMs))];
        QuantileSketch merged = Of(left);
        merged.Merge(Of(right));

        merged.HoldsSameAs(Of([.. left, .. right])).Should().BeTrue();
        merged.Count.Should().Be(500);
        foreach (long value in right)
            merged.Add(value, -1);
        merged.HoldsSameAs(Of(left)).Should().BeTrue();
    }

    [Fact]
    public void Whatever_comes_there_are_701_buckets_and_the_smallest_share_one()
    {
        (LogBuckets.Of(0), LogBuckets.Of(1), LogBuckets.Of(60_000), LogBuckets.Of(60_001)).Should().Be((0, 0, 0, 1));
        (LogBuckets.Of(LogBuckets.ValueMaxMs), LogBuckets.Of(LogBuckets.ValueMaxMs + 1), LogBuckets.Of(long.MaxValue)).Should().Be((700, 700, 700));
        TimeSpan.FromMilliseconds(LogBuckets.ValueMaxMs).TotalDays.Should().BeInRange(800, 900);
        FluentActions.Invoking(() => LogBuckets.Of(-1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_value_is_in_the_first_bucket_that_reaches_it(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 5_000; i++)
        {
            long ms = random.NextInt64(1L << random.Next(1, 63));
            int bucket = LogBuckets.Of(ms);
            if (bucket < LogBuckets.Count - 1)
                ms.Should().BeLessThanOrEqualTo(LogBuckets.UpToMs(bucket), $"bucket {bucket}, seed {seed}");
            if (bucket > 0)
                ms.Should().BeGreaterThan(LogBuckets.UpToMs(bucket - 1), $"bucket {bucket}, seed {seed}");
        }
    }

    [Fact]
    public void Every_value_of_a_bucket_is_within_the_error_of_its_value()
    {
        for (int bucket = 1; bucket < LogBuckets.Count; bucket++)
        {
            double value = LogBuckets.ValueMs(bucket);
            foreach (long ms in (long[])[(long)(value / 1.0101), (long)value, (long)(value * 1.0099)])
                (Math.Abs(LogBuckets.ValueMs(LogBuckets.Of(ms)) - ms) / ms).Should().BeLessThanOrEqualTo(0.0101, $"bucket {bucket}, {ms} ms");
        }
    }

    [Fact]
    public void Nothing_has_no_quantile()
    {
        QuantileSketch sketch = new();
        (sketch.Quantile(0.5), sketch.Mean()).Should().Be((null, null));
        FluentActions.Invoking(() => sketch.Quantile(1.1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static IEnumerable<Func<Random, long>> Shapes() =>
    [
        random => 60_000 + random.NextInt64(3_600_000),
        random => (long)(86_400_000 * (5 + Math.Exp(random.NextDouble() * 4))),
        random => random.Next(20) == 0 ? 70_000_000_000 - random.Next(1_000_000) : 3_600_000 * (1 + random.NextInt64(300)),
    ];

    private static QuantileSketch Of(IEnumerable<long> values)
    {
        QuantileSketch sketch = new();
        foreach (long value in values)
            sketch.Add(value);
        return sketch;
    }
}
