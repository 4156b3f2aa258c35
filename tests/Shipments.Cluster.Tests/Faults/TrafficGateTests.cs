using Shipments.Faults.Traffic;

namespace Shipments.Cluster.Tests.Faults;

public sealed class TrafficGateTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_pause_waits_for_every_caller_and_holds_them_until_it_is_over()
    {
        TrafficGate gate = new(2);
        gate.PassAsync().IsCompleted.Should().BeTrue("nobody paused it");

        var paused = gate.PauseAsync(s_within);
        var first = gate.PassAsync();
        paused.IsCompleted.Should().BeFalse("one caller is still in a call");
        var second = gate.PassAsync();
        await paused;
        first.IsCompleted.Should().BeFalse();

        gate.Resume();
        await Task.WhenAll(first, second).WaitAsync(s_within);
        gate.PassAsync().IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task A_caller_that_ended_is_not_waited_for()
    {
        TrafficGate gate = new(1);
        gate.End();
        await gate.PauseAsync(s_within);
        gate.Resume();
    }

    [Fact]
    public async Task A_caller_that_does_not_pause_is_told_of()
    {
        TrafficGate gate = new(1);
        await gate.Awaiting(paused => paused.PauseAsync(TimeSpan.Zero)).Should().ThrowAsync<TimeoutException>().WithMessage("*: 1 callers to pause.");
    }
}
