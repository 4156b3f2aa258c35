using Shipments.Bench.Outages;

namespace Shipments.Bench.Tests.Outages;

public sealed class TakeOverResultTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    [Fact]
    public void Keys_were_out_that_took_longer_than_all_did_before() =>
        TakeOverResult.Of(Seconds(0.1, 0.2, 0.3), Seconds(0.1, 0.3, 2, 3, 4), Within).Should().Be(new TakeOverResult(4, 3, 5, 3, 0.3, 0));

    [Fact]
    public void Where_none_was_out_there_is_no_median() =>
        TakeOverResult.Of(Seconds(0.4), Seconds(0.1, 0.3), Within).Should().Be(new TakeOverResult(0.3, 0, 2, 0, 0.4, 0));

    [Fact]
    public void Keys_that_never_served_are_counted() =>
        TakeOverResult.Of(Seconds(0.4), Seconds(0.1, 60, 60), Within).Should().Be(new TakeOverResult(60, 60, 3, 2, 0.4, 2));

    private static TimeSpan[] Seconds(params double[] seconds) => [.. seconds.Select(TimeSpan.FromSeconds)];
}
