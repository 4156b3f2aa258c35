using Shipments.TestKit.Processes;

namespace Shipments.Cluster.Tests.Silos;

/// <summary>Ports of servers that tests start.</summary>
public sealed class FreePortTests
{
    /// <summary>Goal: two servers that start at once never get the same port. Method: so many are taken, none bound, that chance alone gives some twice.</summary>
    [Fact]
    public void A_port_is_given_once_though_nobody_has_bound_it_yet() =>
        Enumerable.Range(0, 500).Select(_ => FreePort.Take()).Should().OnlyHaveUniqueItems();
}
