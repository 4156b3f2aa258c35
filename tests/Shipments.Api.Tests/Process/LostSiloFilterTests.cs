using System.Runtime.CompilerServices;
using Shipments.Api.Process;
using Shipments.TestKit;

namespace Shipments.Api.Tests.Process;

public sealed class LostSiloFilterTests
{
    private readonly SilosReadiness _silos = new();
    private readonly TaskCompletionSource _call = new();
    private readonly LostSiloFilter _filter;

    public LostSiloFilterTests() => _filter = new LostSiloFilter(_silos);

    [Fact]
    public void A_call_that_is_answered_at_once_is_its_own_task()
    {
        _call.SetResult();
        _filter.Invoke(CallOf(_call.Task)).Should().BeSameAs(_call.Task);
    }

    [Fact]
    public async Task A_call_that_fails_at_once_fails_with_its_own_fault()
    {
        _call.SetException(new TimeoutException("its own"));
        Func<Task> call = () => _filter.Invoke(CallOf(_call.Task));
        (await call.Should().ThrowAsync<TimeoutException>()).WithMessage("its own");
    }

    [Fact]
    public async Task A_call_that_is_answered_later_ends_with_its_answer()
    {
        Task call = _filter.Invoke(CallOf(_call.Task));
        call.IsCompleted.Should().BeFalse();
        _call.SetResult();
        await call.Awaiting("the end of the call");
    }

    [Fact]
    public async Task A_call_that_fails_later_fails_with_its_own_fault()
    {
        Task call = _filter.Invoke(CallOf(_call.Task));
        _call.SetException(new TimeoutException("its own"));
        Func<Task> end = () => call.Awaiting("the end of the call");
        (await end.Should().ThrowAsync<TimeoutException>()).WithMessage("its own");
    }

    [Fact]
    public async Task A_call_under_way_ends_when_a_silo_is_lost()
    {
        Task call = _filter.Invoke(CallOf(_call.Task));
        _silos.NotifyGatewayCountChanged(currentNumberOfGateways: 1, previousNumberOfGateways: 2, connectionRecovered: false);
        Func<Task> end = () => call.Awaiting("the end of the call");
        (await end.Should().ThrowAsync<SiloUnavailableException>()).WithMessage("A silo was lost while the call was under way.");
    }

    [Fact]
    public async Task A_call_under_way_ends_when_the_last_silo_is_lost()
    {
        Task call = _filter.Invoke(CallOf(_call.Task));
        _silos.NotifyClusterConnectionLost();
        Func<Task> end = () => call.Awaiting("the end of the call");
        await end.Should().ThrowAsync<SiloUnavailableException>();
    }

    [Fact]
    public async Task A_call_that_began_after_the_loss_goes_on()
    {
        _silos.NotifyGatewayCountChanged(currentNumberOfGateways: 1, previousNumberOfGateways: 2, connectionRecovered: false);
        Task call = _filter.Invoke(CallOf(_call.Task));
        call.IsCompleted.Should().BeFalse();
        _call.SetResult();
        await call.Awaiting("the end of the call");
    }

    [Fact]
    public async Task A_silo_more_ends_no_call()
    {
        Task call = _filter.Invoke(CallOf(_call.Task));
        _silos.NotifyGatewayCountChanged(currentNumberOfGateways: 3, previousNumberOfGateways: 2, connectionRecovered: false);
        call.IsCompleted.Should().BeFalse();
        _call.SetResult();
        await call.Awaiting("the end of the call");
    }

    /// <summary>Goal: an answer that is there counts, though the loss came first. Method: it comes after the loss and before the filter looks.</summary>
    [Fact]
    public async Task A_call_answered_in_the_moment_of_the_loss_has_its_answer()
    {
        HeldContext context = new();
        Task call = context.Call(() => _filter.Invoke(CallOf(_call.Task)));
        _silos.NotifyClusterConnectionLost();
        Action goOn = await context.Held.Awaiting("the filter to hear of the loss");

        _call.SetResult();
        goOn();

        await call.Awaiting("the end of the call");
    }

    [Fact]
    public async Task A_loss_while_the_call_is_being_made_ends_it()
    {
        Func<Task> call = () => _filter.Invoke(new FakeGrainCall(() =>
        {
            _silos.NotifyClusterConnectionLost();
            return _call.Task;
        })).Awaiting("the end of the call");
        await call.Should().ThrowAsync<SiloUnavailableException>();
    }

    /// <summary>Goal: what nobody waits for any more disturbs nobody. Method: the call fails after the loss, and its task is collected.</summary>
    [Fact]
    public async Task What_a_call_throws_after_the_loss_is_nobodys_fault()
    {
        List<string> unobserved = [];
        void Note(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            lock (unobserved)
                unobserved.AddRange(e.Exception.InnerExceptions.Select(inner => inner.Message));
        }

        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            WeakReference call = await LoseAndFailAsync("late-20261122");
            for (int round = 0; round < 50 && call.IsAlive; round++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                await Task.Yield();
            }

            call.IsAlive.Should().BeFalse("the call's task must be collected, or nothing is shown");
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        lock (unobserved)
            unobserved.Should().NotContain("late-20261122");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> LoseAndFailAsync(string fault)
    {
        SilosReadiness silos = new();
        TaskCompletionSource late = new();
        Func<Task> call = () => new LostSiloFilter(silos).Invoke(CallOf(late.Task));
        Task ended = call.Should().ThrowAsync<SiloUnavailableException>();
        silos.NotifyClusterConnectionLost();
        await ended.Awaiting("the end of the call");
        late.SetException(new TimeoutException(fault));
        return new WeakReference(late.Task);
    }

    private static FakeGrainCall CallOf(Task call) => new(() => call);
}
