using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>One more silo joins under load, and leaves again.</summary>
internal sealed class JoinFault(string kind, SiloNode spare) : Fault(kind, spare.Name)
{
    public override bool IsSurvived => true;

    public override Task InjectAsync() => spare.StartAsync();

    public override Task HealAsync() => spare.StopAsync();
}
