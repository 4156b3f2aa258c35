using Shipments.Grains.Numbers;

namespace Shipments.Grains.Tests.Numbers;

public sealed class HeldQuotaTests
{
    private readonly HeldQuota _quota = new();

    [Theory]
    [InlineData(1, 999_999)]
    [InlineData(HeldQuota.NumbersPerTenantMax - 1, 1)]
    [InlineData(HeldQuota.NumbersPerTenantMax, 0)]
    [InlineData(HeldQuota.NumbersPerTenantMax + 1, 0)]
    public void A_tenant_has_the_room_that_its_count_leaves(int count, int room)
    {
        _quota.RoomOf("acme").Should().Be(HeldQuota.NumbersPerTenantMax, "it was not counted yet");

        _quota.Set("acme", count);

        _quota.RoomOf("acme").Should().Be(room);
        _quota.Set("acme", 5);
        _quota.RoomOf("acme").Should().Be(HeldQuota.NumbersPerTenantMax - 5);
    }

    [Fact]
    public void Past_the_bound_tenants_are_not_counted_until_others_hold_nothing()
    {
        for (int i = 0; i <= HeldQuota.TenantsMax; i++)
            _quota.RoomOf($"t{i}");
        _quota.Tenants.Should().HaveCount(HeldQuota.TenantsMax).And.NotContain($"t{HeldQuota.TenantsMax}");
        _quota.Set("late", 7);
        _quota.Tenants.Should().HaveCount(HeldQuota.TenantsMax).And.NotContain("late");

        _quota.Set("t0", 0);
        _quota.Set("t0", 0);
        _quota.RoomOf("next");
        _quota.RoomOf("one-too-many");

        _quota.Tenants.Should().HaveCount(HeldQuota.TenantsMax).And.Contain("next").And.NotContain(["t0", "one-too-many"]);
    }
}
