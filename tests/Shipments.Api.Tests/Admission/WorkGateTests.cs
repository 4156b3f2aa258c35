using Microsoft.Extensions.Time.Testing;
using Shipments.Api.Admission;
using Shipments.Api.Limits;

namespace Shipments.Api.Tests.Admission;

public sealed class WorkGateTests
{
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(251);

    private readonly FakeTimeProvider _time = new();
    private readonly List<bool> _told = [];

    [Fact]
    public void Calls_are_let_in_up_to_the_bound_and_one_more_is_refused_until_one_leaves()
    {
        WorkGate gate = Gate(items: 3);
        for (int i = 0; i < 3; i++)
            gate.TryEnter().Should().BeNull();

        gate.TryEnter()!.Value.Cause.Should().Be(RefusalCause.Room);

        gate.Leave(new WorkWeight(1, 0), done: null);
        gate.TryEnter().Should().BeNull();
        gate.Items.Should().Be(3);
    }

    [Theory]
    [InlineData(9, 100, true)]
    [InlineData(10, 100, false)]
    [InlineData(9, 101, false)]
    public void A_call_stays_when_there_is_room_for_all_its_weight(int more, int bytes, bool fits)
    {
        WorkGate gate = Gate(items: 10, bytes: 100);
        gate.TryEnter();

        Refusal? refusal = gate.TryAdd(new WorkWeight(more, bytes));

        refusal.HasValue.Should().Be(!fits);
        gate.Leave(fits ? new WorkWeight(1 + more, bytes) : new WorkWeight(1, 0), done: null);
        gate.Items.Should().Be(0);
    }

    [Fact]
    public void When_calls_stand_in_a_queue_no_more_are_let_in_than_are_done_within_the_target()
    {
        WorkGate gate = Gate();
        MakeStand(gate);
        for (int i = 0; i < ApiLimits.QueueItemsMin; i++)
            gate.TryEnter().Should().BeNull();

        Refusal refusal = gate.TryEnter()!.Value;

        refusal.Cause.Should().Be(RefusalCause.Queue);
        // One call was done in 251 ms: 2,048 of them take longer than anybody is told to wait.
        refusal.RetryAfter.Should().Be(ApiLimits.RetryAfterMax);
        _told.Should().Equal(true);
    }

    [Fact]
    public void A_call_alone_is_let_in_though_it_weighs_more_than_is_done_within_the_target()
    {
        WorkGate gate = Gate();
        MakeStand(gate);
        gate.TryEnter();
        gate.TryAdd(new WorkWeight(ApiLimits.QueueItemsMin, 0)).Should().BeNull();
        gate.TryEnter()!.Value.Cause.Should().Be(RefusalCause.Queue);
    }

    [Fact]
    public void When_the_queue_has_gone_all_are_let_in_again()
    {
        WorkGate gate = Gate();
        MakeStand(gate);
        for (int i = 0; i < ApiLimits.QueueItemsMin; i++)
            gate.TryEnter();
        gate.TryEnter().Should().NotBeNull();
        for (int i = 0; i < ApiLimits.QueueItemsMin; i++)
            gate.Leave(new WorkWeight(1, 0), TimeSpan.Zero);
        gate.TryEnter().Should().BeNull("there is room again at once");
        gate.Leave(new WorkWeight(1, 0), TimeSpan.Zero);
        _time.Advance(Target);
        gate.TryEnter();
        gate.Leave(new WorkWeight(1, 0), TimeSpan.Zero);
        _told.Should().Equal(true);

        _time.Advance((QueueMeter.CalmIntervals + 1) * Target);
        gate.TryEnter();

        _told.Should().Equal(true, false);
        for (int i = 0; i < 2 * ApiLimits.QueueItemsMin; i++)
            gate.TryEnter().Should().BeNull();
    }

    [Fact]
    public void A_call_that_failed_says_nothing_of_how_fast_work_is_done()
    {
        WorkGate gate = Gate();
        gate.TryEnter();
        _time.Advance(Target - TimeSpan.FromMilliseconds(1));
        gate.Leave(new WorkWeight(1, 0), done: null);
        _time.Advance(Slow);
        gate.TryEnter();
        _told.Should().BeEmpty();
    }

    private WorkGate Gate(int items = 100_000, long bytes = 1 << 20) =>
        new(new WorkWeight(items, bytes), Target, Target, _time) { StandingChanged = _told.Add };

    private void MakeStand(WorkGate gate)
    {
        gate.TryEnter();
        _time.Advance(Slow - TimeSpan.FromMilliseconds(2));
        gate.Leave(new WorkWeight(1, 0), Slow);
        _time.Advance(TimeSpan.FromMilliseconds(2));
        gate.TryEnter();
        gate.Leave(new WorkWeight(1, 0), done: null);
    }
}
