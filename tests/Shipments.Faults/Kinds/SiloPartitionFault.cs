using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>Two silos do not hear each other; both hear the third one and the database.</summary>
internal sealed class SiloPartitionFault(string kind, HostNetwork network, int one, int other) : Fault(kind, $"silo{one}|silo{other}")
{
    // Long enough for each to suspect the other.
    public override int Persistence => 6;

    public override Task InjectAsync() => network.CutAsync(one, other);

    public override Task HealAsync() => network.HealAsync(one, other);
}
