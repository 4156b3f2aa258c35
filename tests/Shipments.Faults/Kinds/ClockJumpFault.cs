using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>
/// The clock of a silo jumps while it serves, and later jumps back. For that the silo is started anew with a clock that can be set; it keeps that
/// clock, which is right again, until another fault starts it.
/// </summary>
internal sealed class ClockJumpFault(string kind, SiloNode node, TimeSpan skew) : Fault(kind, FormattableString.Invariant($"{node.Name} {skew.TotalMinutes:+0;-0} min"))
{
    private readonly SkewedClock _clock = new(node.ClockPath);

    public override bool IsSurvived => true;

    // Longer than the clock's second look, a lease, and the membership's look at who is alive.
    public override int Persistence => 6;

    public override async Task InjectAsync()
    {
        _clock.Set(TimeSpan.Zero);
        await node.StopAsync();
        await node.StartAsync(_clock);
        _clock.Set(skew);
    }

    public override Task HealAsync()
    {
        _clock.Set(TimeSpan.Zero);
        return Task.CompletedTask;
    }
}
