using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using Shipments.Api.Errors;
using Shipments.Api.Tests.Fakes;
using Shipments.V1;

namespace Shipments.Api.Tests.Edge;

public sealed class HealthTests
{
    [Theory]
    [InlineData("")]
    [InlineData("shipments.v1.ParcelService")]
    [InlineData("shipments.v1.ScanService")]
    [InlineData("shipments.v1.CarrierService")]
    [InlineData("shipments.v1.ChangeService")]
    [InlineData("shipments.v1.LaneService")]
    [InlineData("shipments.v1.ContainerService")]
    public async Task Each_service_is_serving_without_a_key_and_not_serving_once_the_host_stops(string service)
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        Health.HealthClient client = new(host.Channel);
        using AsyncServerStreamingCall<HealthCheckResponse> watch = client.Watch(new HealthCheckRequest { Service = service });
        (await watch.ResponseStream.MoveNext(default).Within("the first health")).Should().BeTrue();
        watch.ResponseStream.Current.Status.Should().Be(HealthCheckResponse.Types.ServingStatus.Serving);

        host.Lifetime.StopApplication();

        (await watch.ResponseStream.MoveNext(default).Within("the health of a stopping host")).Should().BeTrue();
        watch.ResponseStream.Current.Status.Should().Be(HealthCheckResponse.Types.ServingStatus.NotServing);
        (await client.CheckAsync(new HealthCheckRequest { Service = service })).Status.Should().Be(HealthCheckResponse.Types.ServingStatus.NotServing);
    }

    [Fact]
    public async Task A_stream_ends_with_what_it_read_acknowledged_when_the_host_stops()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        host.Shipments.Register("demo", "p1");
        using AsyncDuplexStreamingCall<StreamScansRequest, StreamScansResponse> call = new ScanService.ScanServiceClient(host.Channel).StreamScans();
        await call.ResponseHeadersAsync.Within("the headers, before any batch");
        Scan scan = Make.Scan(now: DateTimeOffset.UtcNow);
        scan.Parcel = "parcels/p1";
        await call.RequestStream.WriteAsync(new StreamScansRequest { Batch = 5, Scans = { scan } });
        (await call.ResponseStream.MoveNext(default).Within("the acknowledgement")).Should().BeTrue();
        call.ResponseStream.Current.Batch.Should().Be(5);

        host.Lifetime.StopApplication();

        (await Details.Fails(() => call.ResponseStream.MoveNext(default).Within("the end of the stream"))).ShouldBe(ApiReason.Draining);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reflection_lists_the_services_unless_switched_off(bool reflection)
    {
        await using EdgeHost host = await EdgeHost.StartAsync(options => options.Reflection = reflection);
        using AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> call =
            new ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        Func<Task<IEnumerable<string>>> list = async () =>
        {
            await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
            await call.ResponseStream.MoveNext(default);
            return call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name);
        };

        if (reflection)
            (await list()).Should().Contain(["shipments.v1.ParcelService", "shipments.v1.ScanService", "shipments.v1.CarrierService"]);
        else
            (await Details.Fails(list)).StatusCode.Should().Be(StatusCode.Unimplemented);
    }
}
