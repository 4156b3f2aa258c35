using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>SIGKILL of some silos at the same time; they are started again.</summary>
internal sealed class KillFault(string kind, IReadOnlyList<SiloNode> victims, bool isAll) : Fault(kind, string.Join('+', victims.Select(node => node.Name)))
{
    public override bool IsSurvived => !isAll;

    public override Task InjectAsync() => Task.WhenAll(victims.Select(node => node.KillAsync()));

    public override Task HealAsync() => Task.WhenAll(victims.Select(node => node.StartAsync()));
}
