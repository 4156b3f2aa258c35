using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>
/// A silo and the database do not hear each other. The silo must stop to answer before others take its parcels, and then hear from them that they
/// have: its own door and calls to actors that live there must find the new owners.
/// </summary>
internal sealed class DatabasePartitionFault(string kind, HostNetwork network, SiloNode node) : Fault(kind, $"{node.Name}|postgres")
{
    public override bool IsSurvived => true;

    public override bool IsCutOff => true;

    // Longer than a lease, so that its shards are taken over.
    public override int Persistence => 6;

    public override Task InjectAsync() => network.CutDatabaseAsync(node.Index);

    public override Task HealAsync() => network.HealDatabaseAsync(node.Index);
}
