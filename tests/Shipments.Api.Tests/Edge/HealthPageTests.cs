using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using Shipments.Api.Probes;
using Shipments.Api.Tests.Fakes;

namespace Shipments.Api.Tests.Edge;

/// <summary>Health over HTTP, and that the gRPC health service says the same.</summary>
public sealed class HealthPageTests
{
    [Theory]
    [InlineData("startup", "started\n")]
    [InlineData("ready", "ready\n")]
    [InlineData("live", "live\n")]
    public async Task A_serving_process_is_started_ready_and_live_without_a_key(string page, string text)
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        using HttpResponseMessage answer = await host.Json.GetAsync($"/health/{page}");
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Be(text);
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Fact]
    public async Task A_stopping_process_is_live_and_not_ready()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        host.Lifetime.StopApplication();
        await Answers(host, "ready", HttpStatusCode.ServiceUnavailable, "draining\n");
        await Answers(host, "live", HttpStatusCode.OK, "live\n");
        await Answers(host, "startup", HttpStatusCode.OK, "started\n");
    }

    [Fact]
    public async Task What_is_missing_is_said_and_gRPC_health_follows_it_there_and_back()
    {
        Lease lease = new();
        await using EdgeHost host = await EdgeHost.StartAsync(services: services => services.AddSingleton<IReadinessCheck>(lease));
        Health.HealthClient client = new(host.Channel);
        using AsyncServerStreamingCall<HealthCheckResponse> watch = client.Watch(new HealthCheckRequest { Service = "" });
        (await Next(watch)).Should().Be(HealthCheckResponse.Types.ServingStatus.Serving);

        lease.NotReady = "the lease is gone";

        await Answers(host, "ready", HttpStatusCode.ServiceUnavailable, "the lease is gone\n");
        (await Next(watch)).Should().Be(HealthCheckResponse.Types.ServingStatus.NotServing);
        lease.NotReady = null;
        await Answers(host, "ready", HttpStatusCode.OK, "ready\n");
        (await Next(watch)).Should().Be(HealthCheckResponse.Types.ServingStatus.Serving);

        // A later call of the connection is answered when the end of the watch was read: the host that stops then tells nobody who has gone.
        watch.Dispose();
        (await client.CheckAsync(new HealthCheckRequest { Service = "" })).Status.Should().Be(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    private static async Task Answers(EdgeHost host, string page, HttpStatusCode status, string text)
    {
        using HttpResponseMessage answer = await host.Json.GetAsync($"/health/{page}");
        answer.StatusCode.Should().Be(status);
        (await answer.Content.ReadAsStringAsync()).Should().Be(text);
    }

    private static async Task<HealthCheckResponse.Types.ServingStatus> Next(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        (await watch.ResponseStream.MoveNext(default).Within("the next health")).Should().BeTrue();
        return watch.ResponseStream.Current.Status;
    }

    private sealed class Lease : IReadinessCheck
    {
        public string? NotReady { get; set; }
    }
}
