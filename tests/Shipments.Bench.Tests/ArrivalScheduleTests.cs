using Shipments.Bench.Pacing;

namespace Shipments.Bench.Tests;

public sealed class ArrivalScheduleTests
{
    [Fact]
    public void Even_arrivals_lie_as_far_apart_as_the_rate_says()
    {
        ArrivalSchedule schedule = new(RateCurve.Flat, 10, TimeSpan.Zero, TimeSpan.FromSeconds(1), random: null);

        All(schedule).Should().Equal(Enumerable.Range(0, 10).Select(i => TimeSpan.FromMilliseconds(100 * i)));
    }

    [Fact]
    public void The_end_is_the_end_however_often_it_is_asked()
    {
        ArrivalSchedule schedule = new(RateCurve.Flat, 1, TimeSpan.Zero, TimeSpan.FromSeconds(1), random: null);

        schedule.Next().Should().Be(TimeSpan.Zero);
        schedule.Next().Should().BeNull();
        schedule.Next().Should().BeNull();
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Random_arrivals_keep_the_rate_and_bunch_as_independent_callers_do(int seed)
    {
        ArrivalSchedule schedule = new(RateCurve.Flat, 1_000, TimeSpan.Zero, TimeSpan.FromSeconds(20), new Random(seed));

        TimeSpan[] moments = [.. All(schedule)];

        double[] gaps = [.. moments.Zip(moments.Skip(1)).Select(pair => (pair.Second - pair.First).TotalSeconds)];
        moments.Length.Should().BeInRange(19_400, 20_600, $"of seed {seed}");
        double mean = gaps.Average();
        double deviation = Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean)));
        (deviation / mean).Should().BeApproximately(1, 0.05, $"gaps are exponential, seed {seed}");
    }

    [Fact]
    public void The_rate_follows_the_curve_after_the_warm_up()
    {
        RateCurve curve = new((0, 1), (0.5, 1), (0.5, 3), (1, 3));
        ArrivalSchedule schedule = new(curve, 100, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), random: null);

        TimeSpan[] moments = [.. All(schedule)];

        moments.Count(moment => moment < TimeSpan.FromSeconds(10)).Should().BeInRange(999, 1_001);
        moments.Count(moment => moment >= TimeSpan.FromSeconds(10) && moment < TimeSpan.FromSeconds(20)).Should().BeInRange(999, 1_001);
        moments.Count(moment => moment >= TimeSpan.FromSeconds(20)).Should().BeInRange(2_997, 3_003);
    }

    [Fact]
    public void Where_the_curve_is_at_zero_nothing_arrives()
    {
        RateCurve curve = new((0, 0), (0.5, 0), (0.5, 1), (1, 1));
        ArrivalSchedule schedule = new(curve, 100, TimeSpan.Zero, TimeSpan.FromSeconds(2), new Random(1));

        TimeSpan[] moments = [.. All(schedule)];

        moments.Should().NotBeEmpty().And.OnlyContain(moment => moment >= TimeSpan.FromSeconds(1));
    }

    private static IEnumerable<TimeSpan> All(ArrivalSchedule schedule)
    {
        while (schedule.Next() is { } moment)
            yield return moment;
    }
}
