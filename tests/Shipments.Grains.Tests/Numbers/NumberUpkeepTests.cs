using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Shipments.Grains.Numbers;
using Shipments.Grains.Tests.Steps;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Numbers;

/// <summary>
/// Goal: what each tenant has held is counted every few seconds, whatever fails. Method: the upkeep over counts of a script; the clock moves only when
/// the test moves it, and the upkeep has a thread of its own, so that a tick is over when that is idle.
/// </summary>
public sealed class NumberUpkeepTests : IAsyncLifetime
{
    private readonly CountedDue _due = new();
    private readonly HeldQuota _quota = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedLifecycle _life = new();
    private readonly WarningCount _warnings = new();
    private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private NumberUpkeep? _upkeep;

    public async Task InitializeAsync()
    {
        _upkeep = new NumberUpkeep(_due, _quota, _time, _warnings);
        _upkeep.Participate(_life);
        await InTurnAsync(_life.StartAsync);
        await SettledAsync();
    }

    public async Task DisposeAsync()
    {
        await InTurnAsync(_life.StopAsync).Awaiting("the stop of the upkeep");
        _upkeep?.Dispose();
        _life.Dispose();
    }

    [Fact]
    public async Task Each_tenant_asked_for_is_counted_every_five_seconds_up_to_the_bound()
    {
        _quota.RoomOf("acme");
        _quota.RoomOf("other");
        (_due.Counts["acme"], _due.Counts["other"]) = (7, HeldQuota.NumbersPerTenantMax);
        await TickAsync(4.999);
        _due.Asked.Should().BeEmpty();

        await TickAsync(0.001);

        _due.Asked.Should().BeEquivalentTo([("number", "acme", HeldQuota.NumbersPerTenantMax), ("number", "other", HeldQuota.NumbersPerTenantMax)]);
        (_quota.RoomOf("acme"), _quota.RoomOf("other")).Should().Be((HeldQuota.NumbersPerTenantMax - 7, 0));
        _due.Counts["other"] = 1;
        await TickAsync(5);
        _due.Asked.Should().HaveCount(4);
        _quota.RoomOf("other").Should().Be(HeldQuota.NumbersPerTenantMax - 1);
    }

    [Fact]
    public async Task A_tenant_that_holds_nothing_is_not_counted_until_it_is_asked_for_again()
    {
        _quota.RoomOf("acme");
        await TickAsync(5);
        await TickAsync(5);
        _due.Asked.Should().HaveCount(1);

        _quota.RoomOf("acme");
        await TickAsync(5);
        _due.Asked.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_count_that_fails_leaves_the_last_one_is_told_and_is_made_again()
    {
        _quota.RoomOf("acme");
        _due.Counts["acme"] = 9;
        await TickAsync(5);
        _due.Fails = true;
        _due.Counts["acme"] = 10;
        await TickAsync(5);
        (_quota.RoomOf("acme"), _warnings.Count).Should().Be((HeldQuota.NumbersPerTenantMax - 9, 1));

        _due.Fails = false;
        await TickAsync(5);
        (_quota.RoomOf("acme"), _warnings.Count).Should().Be((HeldQuota.NumbersPerTenantMax - 10, 1));
    }

    [Fact]
    public async Task A_count_that_does_not_end_is_not_asked_twice_and_does_not_keep_the_silo_from_stopping()
    {
        _quota.RoomOf("acme");
        _due.Gate = new TaskCompletionSource().Task;
        await TickAsync(5);
        await TickAsync(20);
        _due.Asked.Should().HaveCount(1);

        await InTurnAsync(_life.StopAsync).Awaiting("the stop while a count is under way");
        _warnings.Count.Should().Be(0, "a stop is no failure");
    }

    private async Task TickAsync(double seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        await SettledAsync();
    }

    /// <summary>What the upkeep had to do is done: what goes on after a wait joins the end of the queue, a few times over.</summary>
    private async Task SettledAsync()
    {
        for (int i = 0; i < 10; i++)
            await InTurnAsync(() => Task.CompletedTask).Awaiting("the upkeep's turn");
    }

    private Task InTurnAsync(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap();

    /// <summary>How many warnings there were.</summary>
    private sealed class WarningCount : ILogger<NumberUpkeep>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Count += logLevel >= LogLevel.Warning ? 1 : 0;
    }
}
