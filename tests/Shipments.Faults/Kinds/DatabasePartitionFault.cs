using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>A silo and the database do not hear each other. The silo must stop to answer before others take its parcels.</summary>
internal sealed class DatabasePartitionFault(string kind, HostNetwork network, int silo) : Fault(kind, $"silo{silo}|postgres")
{
    public override bool IsSurvived => true;

    public override Task InjectAsync() => network.CutDatabaseAsync(silo);

    public override Task HealAsync() => network.HealDatabaseAsync(silo);
}
