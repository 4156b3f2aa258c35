using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>One more silo joins under load, perhaps with a clock that is off, and leaves again.</summary>
internal sealed class JoinFault(string kind, SiloNode spare, TimeSpan skew) : Fault(kind, FormattableString.Invariant($"{spare.Name} {skew.TotalMinutes:+0;-0;+0} min"))
{
    public override bool IsSurvived => true;

    public override Task InjectAsync()
    {
        if (skew == TimeSpan.Zero)
            return spare.StartAsync();
        SkewedClock clock = new(spare.ClockPath);
        clock.Set(skew);
        return spare.StartAsync(clock);
    }

    public override Task HealAsync() => spare.StopAsync();
}
