using Grpc.Core;
using Shipments.Api.Authentication;
using Shipments.Api.Errors;
using Shipments.Api.Tests.Authentication;
using Shipments.Api.Tests.Fakes;
using Shipments.V1;

namespace Shipments.Api.Tests.Edge;

public sealed class AuthenticationTests
{
    // Every method of every service, from its descriptor: none may be forgotten.
    public static TheoryData<string> Methods =>
    [
        .. new[]
            {
                ParcelService.Descriptor, ScanService.Descriptor, CarrierService.Descriptor, ChangeService.Descriptor, LaneService.Descriptor,
                ContainerService.Descriptor,
            }
            .SelectMany(service => service.Methods.Select(method => $"{service.FullName}/{method.Name}")),
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task No_method_runs_without_a_known_key(string method)
    {
        await using EdgeHost host = await KeyedAsync();
        foreach ((Metadata metadata, ApiReason reason) in new[]
        {
            (new Metadata(), ApiReason.ApiKeyMissing),
            (new Metadata { { "x-api-key", "wrong" } }, ApiReason.ApiKeyUnknown),
            (new Metadata { { "authorization", "Bearer wrong" } }, ApiReason.ApiKeyUnknown),
        })
        {
            (await Details.Fails(() => CallAsync(host, method, metadata))).ShouldBe(reason);
        }

        host.Shipments.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task The_key_decides_the_tenant_and_another_tenants_parcel_is_not_there()
    {
        await using EdgeHost host = await KeyedAsync();
        ParcelService.ParcelServiceClient client = new(host.Channel);
        await client.RegisterParcelAsync(new RegisterParcelRequest { ParcelId = "p1" }, new Metadata { { "x-api-key", "acme-key" } });

        RpcException foreign = await Details.Fails(() => client.GetParcelAsync(
            new GetParcelRequest { Name = "parcels/p1" }, new Metadata { { "authorization", "Bearer globex-key" } }).ResponseAsync);

        foreign.ShouldBe(ApiReason.ParcelNotFound);
        host.Shipments.Calls.Select(call => call.Tenant).Should().Equal("acme", "globex");
    }

    private static Task<EdgeHost> KeyedAsync() => EdgeHost.StartAsync(options =>
    {
        options.Keys.Add(new ApiKeyOptions { Sha256 = CredentialsTests.HashOf("acme-key"), Tenant = "acme", Name = "acme 1" });
        options.Keys.Add(new ApiKeyOptions { Sha256 = CredentialsTests.HashOf("globex-key"), Tenant = "globex", Name = "globex 1" });
    });

    private static async Task CallAsync(EdgeHost host, string path, Metadata metadata)
    {
        Marshaller<byte[]> bytes = Marshallers.Create(value => value, value => value);
        string[] parts = path.Split('/');
        if (parts[1] == "StreamScans")
        {
            using AsyncDuplexStreamingCall<byte[], byte[]> call = host.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(
                new Method<byte[], byte[]>(MethodType.DuplexStreaming, parts[0], parts[1], bytes, bytes), null, new CallOptions(metadata));
            await call.ResponseStream.MoveNext(CancellationToken.None);
            return;
        }

        await host.Channel.CreateCallInvoker().AsyncUnaryCall(
            new Method<byte[], byte[]>(MethodType.Unary, parts[0], parts[1], bytes, bytes), null, new CallOptions(metadata), []).ResponseAsync;
    }
}
