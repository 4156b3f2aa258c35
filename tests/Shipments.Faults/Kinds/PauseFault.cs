using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>
/// SIGSTOP until the others have all its parcels, which takes longer than its lease, then SIGCONT. What it had under way it may neither write
/// nor answer; whether it did, the checkers of reads and scans say.
/// </summary>
internal sealed class PauseFault(string kind, SiloNode node) : Fault(kind, node.Name)
{
    public override bool IsSurvived => true;

    public override SiloNode? Zombie => node;

    public override Task InjectAsync()
    {
        node.Pause();
        return Task.CompletedTask;
    }

    public override Task HealAsync()
    {
        node.Resume();
        return Task.CompletedTask;
    }
}
