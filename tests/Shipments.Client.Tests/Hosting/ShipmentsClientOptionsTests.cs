using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Shipments.Client.Tests.Hosting;

public sealed class ShipmentsClientOptionsTests
{
    [Fact]
    public void The_defaults_with_an_address_are_right() => Check(_ => { }).Should().BeEmpty();

    [Fact]
    public void All_faults_are_named_at_once() =>
        string.Join('\n', Check(options =>
        {
            options.Addresses.Clear();
            options.AttemptsMax = 0;
            options.AttemptDeadline = TimeSpan.FromMinutes(5);
            options.StreamBatchesMax = 33;
            options.BackoffFirst = TimeSpan.FromSeconds(30);
            options.ApiKey = "wrong\n";
        })).Should().ContainAll("Addresses is empty", "AttemptsMax", "AttemptDeadline", "StreamBatchesMax", "BackoffFirst", "ApiKey has a character");

    [Theory]
    [InlineData("ftp://example.org")]
    [InlineData("http://example.org/path")]
    [InlineData("relative")]
    public void An_address_nobody_serves_is_refused(string address) =>
        Check(options => options.Addresses.Add(new Uri(address, UriKind.RelativeOrAbsolute))).Should().ContainSingle().Which.Should().Contain(address);

    [Fact]
    public void Schemes_are_not_mixed() =>
        Check(options => options.Addresses.Add(new Uri("https://127.0.0.1"))).Should().ContainSingle().Which.Should().Contain("mixes");

    [Theory]
    [InlineData(64, 0)]
    [InlineData(65, 1)]
    public void There_are_at_most_64_addresses(int count, int faults) =>
        Check(options =>
        {
            while (options.Addresses.Count < count)
                options.Addresses.Add(new Uri($"http://127.0.0.1:{5080 + options.Addresses.Count}"));
        }).Should().HaveCount(faults);

    [Fact]
    public void Registering_twice_makes_one_client_with_both_settings()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddShipmentsClient(options => options.Addresses.Add(new Uri("http://127.0.0.1:1")))
            .AddShipmentsClient(options => options.ApiKey = "k")
            .BuildServiceProvider();

        services.GetServices<ShipmentsClient>().Should().ContainSingle();
        services.GetRequiredService<IOptions<ShipmentsClientOptions>>().Value.ApiKey.Should().Be("k");
    }

    private static string[] Check(Action<ShipmentsClientOptions> change)
    {
        using ServiceProvider services = new ServiceCollection().AddShipmentsClient(options =>
        {
            options.Addresses.Add(new Uri("http://127.0.0.1:5080"));
            change(options);
        }).BuildServiceProvider();
        try
        {
            services.GetRequiredService<ShipmentsClient>();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }
}
