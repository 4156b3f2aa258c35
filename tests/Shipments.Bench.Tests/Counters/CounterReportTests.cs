using Microsoft.Extensions.Time.Testing;
using Shipments.Bench.Counters;
using Shipments.Bench.Measuring;
using Shipments.Bench.Report;

namespace Shipments.Bench.Tests.Counters;

public sealed class CounterReportTests
{
    private static readonly RunClock Clock = new(new FakeTimeProvider(), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));

    [Fact]
    public void A_sum_is_its_rise_a_second_of_the_time_that_counts() =>
        CounterReport.Of("server", WatchedInstrument.LoadRows, Samples(WatchedInstrument.LoadRows, (1, 5), (3, 100), (5, 160), (7, 300), (12, 900)), Clock)
            .Should().Be(new CounterReport("server", WatchedInstrument.LoadRows.Name, false, 50, 560.0 / 3, 300, 300));

    [Fact]
    public void A_gauge_is_its_mean_its_most_and_its_last() =>
        CounterReport.Of("server", WatchedInstrument.DirtyStates, Samples(WatchedInstrument.DirtyStates, (3, 10), (4, 40), (5, 10)), Clock)
            .Should().Be(new CounterReport("server", WatchedInstrument.DirtyStates.Name, true, 0, 20, 40, 10));

    [Fact]
    public void One_value_says_nothing() =>
        CounterReport.Of("server", WatchedInstrument.LoadRows, Samples(WatchedInstrument.LoadRows, (1, 5), (3, 100), (13, 160)), Clock).Should().BeNull();

    private static CounterSample[] Samples(WatchedInstrument instrument, params (double At, double Value)[] values) =>
        [.. values.Select(value => new CounterSample(TimeSpan.FromSeconds(value.At), new CounterValue(instrument.Name, value.Value)))];
}
