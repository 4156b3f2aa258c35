using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shipments.Grains.Numbers;
using Shipments.Grains.Tests.Steps;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Numbers;

/// <summary>Goal: one number that cannot be worked on keeps no other from it. Method: the upkeep over due actors and numbers of a script.</summary>
public sealed class NumberUpkeepTests
{
    [Fact]
    public async Task A_due_number_that_breaks_does_not_keep_the_next_one_waiting()
    {
        (IGrainFactory grains, ScriptedGrains script) = ScriptedGrains.Make();
        script.Script.Enqueue(() => throw new InvalidOperationException("its state does not parse"));
        TimeWithTimers time = new();
        using ScriptedLifecycle life = new();
        using NumberUpkeep upkeep = new(new DueTwo(), new HeldQuota(), grains, time, NullLogger<NumberUpkeep>.Instance);
        upkeep.Participate(life);
        await life.StartAsync();
        await time.Made.Awaiting("the upkeep's timer");
        time.Advance(TimeSpan.FromSeconds(5));
        await script.Done.Awaiting("the second number's turn", TimeSpan.FromSeconds(10));
        script.Calls.Select(call => call.Key).Should().Equal("number/acme/A1", "number/acme/A2");
        await life.StopAsync().Awaiting("the stop of the upkeep");
    }

    private sealed class TimeWithTimers : FakeTimeProvider
    {
        private readonly TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Made => _made.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ITimer timer = base.CreateTimer(callback, state, dueTime, period);
            _made.TrySetResult();
            return timer;
        }
    }

    private sealed class DueTwo : IDueActors
    {
        private int _claims;

        public ValueTask<IReadOnlyList<ActorKey>> ClaimAsync(DateTimeOffset now, int actorsMax, TimeSpan claimFor, CancellationToken cancellationToken)
        {
            IReadOnlyList<ActorKey> due = _claims++ == 0 ? [new ActorKey("number", "acme", "A1"), new ActorKey("number", "acme", "A2")] : [];
            return ValueTask.FromResult(due);
        }

        public ValueTask<int> CountAsync(string kind, string tenant, int countMax, CancellationToken cancellationToken) => ValueTask.FromResult(0);
    }
}
