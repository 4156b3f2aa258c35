using Google.Protobuf;
using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Fakes;
using Shipments.V1;

namespace Shipments.Api.Tests.Edge;

public sealed class CallTests
{
    [Fact]
    public async Task A_parcel_is_registered_scanned_and_read_over_the_wire()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        RegisterParcelResponse registered = await new ParcelService.ParcelServiceClient(host.Channel)
            .RegisterParcelAsync(new RegisterParcelRequest { ParcelId = "p1" });
        registered.Parcel.Name.Should().Be("parcels/p1");
        registered.RetrySafe.Should().BeTrue();
        host.Shipments.Hold("demo", "RB123456785CN", "p1");

        RecordScansResponse recorded = await new ScanService.ScanServiceClient(host.Channel)
            .RecordScansAsync(new RecordScansRequest { Scans = { Make.Scan(now: DateTimeOffset.UtcNow) } });

        recorded.Outcomes.Should().ContainSingle();
        recorded.Outcomes[0].Result.Should().Be(ScanResult.Recorded);
        recorded.Outcomes[0].Parcels.Should().Equal("parcels/p1");
        GetParcelResponse read = await new ParcelService.ParcelServiceClient(host.Channel)
            .GetParcelAsync(new GetParcelRequest { Name = "parcels/p1", View = ParcelView.Full });
        read.Parcel.ParcelId.Should().Be("p1");
        host.Shipments.Calls.Should().Contain(new FakeCall("get", "demo", "p1", 1, ""));
    }

    [Fact]
    public async Task An_absent_parcel_and_one_of_another_tenant_are_told_apart_by_nothing()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        host.Shipments.Register("other", "theirs");
        ParcelService.ParcelServiceClient client = new(host.Channel);

        RpcException absent = await Details.Fails(() => client.GetParcelAsync(new GetParcelRequest { Name = "parcels/theirs" }).ResponseAsync);

        absent.ShouldBe(ApiReason.ParcelNotFound);
        absent.Status.Detail.Should().Be("There is no such parcel.");
    }

    [Fact]
    public async Task A_message_past_4_MiB_is_refused_with_details()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        CarrierService.CarrierServiceClient client = new(host.Channel);
        var request = new IngestPayloadRequest { Payload = ByteString.CopyFrom(new byte[ApiLimits.MessageBytesMax]) };

        RpcException refused = await Details.Fails(() => client.IngestPayloadAsync(request).ResponseAsync);

        refused.ShouldBe(ApiReason.MessageTooLarge);
    }

    [Fact]
    public async Task A_message_that_inflates_past_4_MiB_is_refused_with_details()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        CarrierService.CarrierServiceClient client = new(host.Channel);
        var request = new IngestPayloadRequest { Payload = ByteString.CopyFrom(new byte[16 * ApiLimits.MessageBytesMax]) };
        Metadata gzip = new() { { "grpc-internal-encoding-request", "gzip" } };

        RpcException refused = await Details.Fails(() => client.IngestPayloadAsync(request, gzip).ResponseAsync);

        refused.ShouldBe(ApiReason.MessageTooLarge);
    }

    [Fact]
    public async Task Bytes_that_are_no_message_are_INVALID_ARGUMENT()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        host.ErrorsExpected = true;
        var method = new Method<byte[], byte[]>(
            MethodType.Unary, "shipments.v1.ParcelService", "GetParcel", Marshallers.Create(b => b, b => b), Marshallers.Create(b => b, b => b));

        RpcException refused = await Details.Fails(
            () => host.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, default, [0x0A, 0xFF]).ResponseAsync);

        refused.ShouldBe(ApiReason.MessageUnreadable);
    }

    [Fact]
    public async Task A_defect_is_INTERNAL_with_a_fixed_text_and_an_error_in_the_log()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        host.ErrorsExpected = true;
        host.Shipments.OnGet = (_, _) => throw new InvalidOperationException("SELECT secret FROM /etc/passwd");
        ParcelService.ParcelServiceClient client = new(host.Channel);

        RpcException failed = await Details.Fails(() => client.GetParcelAsync(new GetParcelRequest { Name = "parcels/p1" }).ResponseAsync);

        failed.ShouldBe(ApiReason.Internal);
        failed.Status.Detail.Should().Be("The server failed; its log says why.");
        host.Errors.Should().ContainSingle().Which.Should().StartWith("5000 ").And.Contain("SELECT secret");
    }

    [Fact]
    public async Task A_timeout_of_a_parcel_is_UNAVAILABLE_with_its_outcome_unknown()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        host.Shipments.OnRecord = (_, _, _) => throw new TimeoutException("no answer within 30 s");
        host.Shipments.Register("demo", "p1");
        ScanService.ScanServiceClient client = new(host.Channel);
        Scan scan = Make.Scan(now: DateTimeOffset.UtcNow);
        scan.Parcel = "parcels/p1";

        RpcException failed = await Details.Fails(() => client.RecordScansAsync(new RecordScansRequest { Scans = { scan } }).ResponseAsync);

        failed.ShouldBe(ApiReason.OutcomeUnknown);
    }

    [Fact]
    public async Task All_faults_of_a_request_come_at_once()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        ParcelService.ParcelServiceClient client = new(host.Channel);
        var request = new RegisterParcelRequest
        {
            ParcelId = "a/b",
            OriginCountry = "cn",
            TrackingNumbers = { new TrackingNumber { Number = "RB123456785CN" }, new TrackingNumber { Number = "x" } },
        };

        RpcException refused = await Details.Fails(() => client.RegisterParcelAsync(request).ResponseAsync);

        refused.ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("parcel_id", "origin_country", "tracking_numbers[1].number");
        host.Shipments.Calls.Should().BeEmpty();
    }
}
