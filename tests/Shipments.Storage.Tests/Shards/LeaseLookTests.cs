namespace Shipments.Storage.Tests;

/// <summary>When a silo looks at the leases of the others again.</summary>
public sealed class LeaseLookTests
{
    private static readonly TimeSpan _renewEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _grace = TimeSpan.FromMilliseconds(250);

    [Fact]
    public void At_the_next_renewal_when_all_leases_last_longer() =>
        After(Lease(1, 3_000), Lease(2, 3_500)).Should().Be(_renewEvery);

    [Fact]
    public void As_soon_as_a_lease_that_is_not_renewed_may_be_taken_over() =>
        After(Lease(1, 3_000), Lease(2, 400), Lease(3, 600)).Should().Be(TimeSpan.FromMilliseconds(650) + LeaseLook.Slack);

    [Fact]
    public void As_soon_as_the_grace_of_a_lapsed_one_ends() =>
        After(Lease(1, 3_000), Lease(2, -100)).Should().Be(TimeSpan.FromMilliseconds(150) + LeaseLook.Slack);

    [Fact]
    public void Not_sooner_for_a_lease_that_may_be_taken_over_already() =>
        After(Lease(1, 3_000), Lease(2, -250), Lease(3, -9_000)).Should().Be(_renewEvery);

    [Fact]
    public void Not_sooner_for_the_own_lease() =>
        After(Lease(1, 100), Lease(2, 3_000)).Should().Be(_renewEvery);

    private static TimeSpan After(params LeaseRow[] leases) => LeaseLook.After(leases, own: 1, _renewEvery, _grace);

    private static LeaseRow Lease(long id, double endsInMs) => new(id, $"silo{id}", TimeSpan.FromMilliseconds(endsInMs), id);
}
