using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>Each silo in turn leaves and comes back, under load.</summary>
internal sealed class RollingRestartFault(string kind, IReadOnlyList<SiloNode> nodes) : Fault(kind, "all in turn")
{
    public override async Task InjectAsync()
    {
        foreach (var node in nodes)
        {
            await node.StopAsync();
            await node.StartAsync();
        }
    }
}
