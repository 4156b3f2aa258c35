using Microsoft.Extensions.Time.Testing;
using Shipments.Api.Tests.Fakes;

namespace Shipments.Api.Tests.Changes;

/// <summary>A fake clock that says when a timer was set, so that a test moves it only after that.</summary>
internal sealed class ArmedTime() : FakeTimeProvider(Make.Now)
{
    private readonly SemaphoreSlim _timers = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Release();
        return timer;
    }

    /// <summary>Ends when the next timer is set.</summary>
    public Task Armed() => _timers.WaitAsync().Within("the next timer");
}
