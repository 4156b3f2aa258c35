using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>A silo comes back with a wrong clock, and later with a right one.</summary>
internal sealed class ClockSkewFault(string kind, SiloNode node, TimeSpan skew) : Fault(kind, node.Name)
{
    public override bool IsSurvived => true;

    public override Task InjectAsync() => RestartAsync(skew);

    public override Task HealAsync() => RestartAsync(TimeSpan.Zero);

    private async Task RestartAsync(TimeSpan by)
    {
        await node.StopAsync();
        await node.StartAsync(by);
    }
}
