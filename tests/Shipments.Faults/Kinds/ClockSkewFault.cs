using Shipments.Faults.Cluster;
using Shipments.TestKit;

namespace Shipments.Faults.Kinds;

/// <summary>The clock of a silo jumps while it serves, and later jumps back. For that it is started with a clock that can be set, and again without.</summary>
internal sealed class ClockSkewFault(string kind, SiloNode node, TimeSpan skew) : Fault(kind, node.Name)
{
    private readonly TempFolder _folder = new();

    public override bool IsSurvived => true;

    // Longer than the clock's second look, a lease, and the membership's look at who is alive.
    public override int Persistence => 6;

    public override async Task InjectAsync()
    {
        SkewedClock clock = new(Path.Combine(_folder.Path, "offset"));
        clock.Set(TimeSpan.Zero);
        await node.StopAsync();
        await node.StartAsync(clock);
        clock.Set(skew);
    }

    public override async Task HealAsync()
    {
        new SkewedClock(Path.Combine(_folder.Path, "offset")).Set(TimeSpan.Zero);
        await node.StopAsync();
        await node.StartAsync();
        _folder.Dispose();
    }
}
