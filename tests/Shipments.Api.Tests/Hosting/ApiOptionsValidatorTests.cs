using Shipments.Api.Authentication;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;

namespace Shipments.Api.Tests.Hosting;

public sealed class ApiOptionsValidatorTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void The_defaults_are_good() => new ApiOptionsValidator().Validate(null, new ApiOptions()).Succeeded.Should().BeTrue();

    [Fact]
    public void All_faults_come_at_once()
    {
        ApiOptions options = new() { NumberCacheEntriesMax = -1, DeadlineDefault = TimeSpan.FromSeconds(2), DeadlineMax = TimeSpan.FromSeconds(1) };
        options.Keys.Add(new ApiKeyOptions { Sha256 = Hash, Tenant = "acme" });
        options.Keys.Add(new ApiKeyOptions { Sha256 = Hash.ToUpperInvariant(), Tenant = "a/b" });
        options.Keys.Add(new ApiKeyOptions { Sha256 = "short", Tenant = "globex" });

        string[] faults = [.. new ApiOptionsValidator().Validate(null, options).Failures!];

        faults.Should().HaveCount(5);
        faults[0].Should().Contain("NumberCacheEntriesMax");
        faults[1].Should().Contain("DeadlineDefault (00:00:02)").And.Contain("DeadlineMax (00:00:01)");
        faults[2].Should().StartWith("Keys[1].").And.Contain("Tenant");
        faults[3].Should().StartWith("Keys[1].Sha256 stands there twice");
        faults[4].Should().StartWith("Keys[2].").And.Contain("Sha256");
    }

    [Theory]
    [InlineData(4_095, 16L << 20, false)]
    [InlineData(4_096, (16L << 20) - 1, false)]
    [InlineData(4_096, 16L << 20, true)]
    [InlineData(16_777_216, 64L << 30, true)]
    [InlineData(16_777_217, 64L << 30, false)]
    [InlineData(16_777_216, (64L << 30) + 1, false)]
    public void Work_under_way_has_bounds_within_which_every_call_finds_room(int items, long bytes, bool good) =>
        new ApiOptionsValidator().Validate(null, new ApiOptions { WorkItemsMax = items, WorkBytesMax = bytes }).Succeeded.Should().Be(good);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_tenant_has_at_most_64_characters(int length, bool good)
    {
        ApiOptions options = new();
        options.Keys.Add(new ApiKeyOptions { Sha256 = Hash, Tenant = new string('t', length) });
        new ApiOptionsValidator().Validate(null, options).Succeeded.Should().Be(good);
    }

    [Theory]
    [InlineData(ApiLimits.ApiKeysMax, true)]
    [InlineData(ApiLimits.ApiKeysMax + 1, false)]
    public void A_host_has_at_most_10_000_keys(int count, bool good)
    {
        ApiOptions options = new();
        for (int i = 0; i < count; i++)
            options.Keys.Add(new ApiKeyOptions { Sha256 = i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture), Tenant = "t" });
        new ApiOptionsValidator().Validate(null, options).Succeeded.Should().Be(good);
    }
}
