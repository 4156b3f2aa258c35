using Microsoft.Extensions.Time.Testing;
using Shipments.Bench.Measuring;
using Shipments.Bench.Report;

namespace Shipments.Bench.Tests;

public sealed class SeriesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RunClock _clock;
    private readonly Series _series;

    public SeriesTests()
    {
        _clock = new RunClock(_time, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        _series = new Series("GetParcel", "reads", _clock);
    }

    [Fact]
    public void A_latency_counts_from_when_the_call_was_meant_to_be_sent()
    {
        _time.Advance(TimeSpan.FromSeconds(3));
        _series.Begin(TimeSpan.FromSeconds(2.5));
        _time.Advance(TimeSpan.FromSeconds(1));
        _series.End(TimeSpan.FromSeconds(2.5), 4);

        _series.Latencies.Max.Should().Be(TimeSpan.FromSeconds(1.5));
        _series.Delays.Max.Should().Be(TimeSpan.FromSeconds(0.5));
        _series.Items.Should().Be(4);
        _series.Seconds[4].Items.Should().Be(4);
    }

    [Fact]
    public void The_warm_up_is_shown_and_not_counted()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        _series.Begin(_clock.Now);
        _series.End(_clock.Now, 4);
        _series.Fail("UNAVAILABLE");

        _series.Items.Should().Be(0);
        _series.Failed.Should().Be(0);
        _series.Latencies.Count.Should().Be(0);
        _series.Seconds[1].Items.Should().Be(4);
        _series.Failures.Should().Equal(new Dictionary<string, long> { ["UNAVAILABLE"] = 1 });
    }

    [Fact]
    public void What_ends_after_the_run_counts_as_late_and_not_as_done()
    {
        _time.Advance(TimeSpan.FromSeconds(9));
        _series.End(TimeSpan.FromSeconds(4), 4);

        _series.Items.Should().Be(0);
        _series.Latencies.Max.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_failure_after_the_end_counts()
    {
        _time.Advance(TimeSpan.FromSeconds(9));
        _series.Fail("DEADLINE_EXCEEDED", 2);

        _series.Failed.Should().Be(2);
        _series.Seconds[9].Failed.Should().Be(2);
    }

    [Fact]
    public void A_call_is_counted_in_the_second_in_which_it_was_sent()
    {
        _time.Advance(TimeSpan.FromSeconds(3));
        _series.Begin(TimeSpan.FromSeconds(1));

        _series.Seconds.Select(second => second.Sent).Take(5).Should().Equal(0, 0, 0, 1, 0);
    }

    [Fact]
    public void The_rate_is_of_the_time_until_nothing_was_left_to_send()
    {
        _time.Advance(TimeSpan.FromSeconds(2.5));
        _series.End(TimeSpan.FromSeconds(2), 6);
        _time.Advance(TimeSpan.FromSeconds(1));
        _series.RunDry();
        _time.Advance(TimeSpan.FromSeconds(1.5));
        _series.RunDry();

        SeriesReport report = SeriesReport.Of(_series, _clock);

        report.DryAt.Should().Be(3.5);
        report.ItemsPerSecond.Should().Be(4);
    }

    [Fact]
    public void A_series_that_ran_dry_in_the_warm_up_has_no_rate()
    {
        _series.RunDry();
        _time.Advance(TimeSpan.FromSeconds(5));

        SeriesReport.Of(_series, _clock).ItemsPerSecond.Should().Be(0);
    }

    [Fact]
    public void A_report_has_every_second_and_the_rate()
    {
        _time.Advance(TimeSpan.FromSeconds(3.5));
        _series.End(TimeSpan.FromSeconds(3), 6);
        _time.Advance(TimeSpan.FromSeconds(1.5));

        SeriesReport report = SeriesReport.Of(_series, _clock);

        report.ItemsPerSecond.Should().Be(2);
        report.DryAt.Should().BeNull();
        report.Seconds.Select(second => second.Items).Should().Equal(0, 0, 0, 6, 0);
        report.Latency.P50.Should().Be(500);
    }
}
