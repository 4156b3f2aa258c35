using Grpc.Core;
using Shipments.Api.Carriers;
using Shipments.Api.Errors;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Carriers;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;
using Shipments.V1;
using DomainRole = Shipments.Domain.Numbers.NumberRole;

namespace Shipments.Api.Tests.Carriers;

public sealed class PayloadIngestTests
{
    private const string N1 = "RB123456785CN", N2 = "LP00123456789012", Last = "9400111206206406260787";
    private readonly Bench _bench = new();

    private FakeShipments Shipments => _bench.Shipments;

    [Fact]
    public async Task Events_are_recorded_in_order_and_each_fault_stands_in_its_place()
    {
        Shipments.Hold("acme", N1, "p1");
        IngestPayloadResponse response = await IngestAsync(
            Item(N1, scans: [Event("A", 1), new PayloadScan(null, new PayloadFault("module[0].time", "soon", "Is no time.")), Event("B", 2), Event("C", 2 * 366 * 1440)]),
            Item(N2, scans: [Event("D", 3)]));

        response.Items.Select(item => item.TrackingNumber).Should().Equal(N1, N2);
        response.Items[0].Outcomes.Select(outcome => outcome.Result).Should().Equal(
            ScanResult.Recorded, ScanResult.Refused, ScanResult.Recorded, ScanResult.Refused);
        response.Items[0].Outcomes[1].Error.ShouldBe(ApiReason.PayloadItemUnreadable).Fields().Should().Equal("payload/module[0].time");
        response.Items[0].Outcomes[3].Error.ShouldBe(ApiReason.PayloadItemUnreadable).Fields().Should().Equal("items[0].events[3]");
        response.Items[1].Outcomes.Single().Result.Should().Be(ScanResult.Held);
        Shipments.Calls.Should().Equal(
            new FakeCall("route", "acme", N1, 2, ""), new FakeCall("route", "acme", N2, 1, ""), new FakeCall("record", "acme", "p1", 2, ""));
    }

    [Fact]
    public async Task Further_numbers_go_to_the_parcels_that_took_the_scans()
    {
        Shipments.Hold("acme", N1, "p1");

        IngestPayloadResponse response = await IngestAsync(Item(N1, [Linked(Last), Linked(N1), Linked("!")], [Event("A", 1), Event("B", 2)]));

        Shipments.Parcel("acme", "p1").Linked.Should().Equal(Last);
        response.Items[0].LinkedNumbers.Should().ContainSingle().Which.Should().Be(
            new TrackingNumber { Number = Last, Issuer = "usps", Role = NumberRole.LastMile, NamedBy = "fake", NamedUnder = N1 });
    }

    [Fact]
    public async Task Without_events_further_numbers_go_to_the_present_holders_of_the_number()
    {
        Shipments.Hold("acme", N1, "old", 0);
        Shipments.Hold("acme", N1, "new", Make.Now.AddDays(-9).ToUnixTimeMilliseconds());

        IngestPayloadResponse response = await IngestAsync(Item(N1, [Linked(Last)], []));

        Shipments.Parcel("acme", "new").Linked.Should().Equal(Last);
        Shipments.Parcel("acme", "old").Linked.Should().BeEmpty();
        response.Items[0].LinkedNumbers.Should().ContainSingle();
    }

    [Fact]
    public async Task While_nobody_holds_the_number_it_keeps_the_further_numbers()
    {
        IngestPayloadResponse response = await IngestAsync(Item(N1, [Linked(Last)], [Event("A", 1)]), Item(N2, [Linked(Last), Linked(N1)], []));

        response.Items.Should().OnlyContain(item => item.LinkedNumbers.Count == 0 && item.Error == null);
        Shipments.Calls.Select(call => (call.Method, call.Key)).Should().Equal(
            ("route", N1), ("lookup", N1), ("names", N1), ("lookup", N2), ("names", N2));
        Shipments.Named["acme/" + N1].Select(number => (number.Number, number.NamedBy, number.NamedUnder)).Should().Equal((Last, "fake", N1));
        Shipments.Named["acme/" + N2].Select(number => (number.Number, number.NamedUnder)).Should().Equal((Last, N2), (N1, N2));
    }

    [Fact]
    public async Task A_parcel_that_holds_the_number_though_it_took_no_scan_gets_the_further_numbers()
    {
        Shipments.Hold("acme", N1, "p1");
        Shipments.RouteInstead = (_, command) => new RouteReply
        {
            Header = FakeShipments.Ok,
            Answers = { command.Scans.Select(scan => new ScanAnswer { Result = ScanResult.Held, ScanId = scan.Id }) },
        };

        IngestPayloadResponse response = await IngestAsync(Item(N1, [Linked(Last)], [Event("A", 1)]));

        response.Items[0].Outcomes.Single().Result.Should().Be(ScanResult.Held);
        Shipments.Parcel("acme", "p1").Linked.Should().Equal(Last);
        response.Items[0].LinkedNumbers.Should().ContainSingle();
        Shipments.Named.Should().BeEmpty();
    }

    [Theory]
    [InlineData(Rejection.NumberNamesFull, nameof(ApiReason.NumberNamesFull))]
    [InlineData(Rejection.TenantHeldFull, nameof(ApiReason.TenantHeldFull))]
    public async Task A_number_that_keeps_no_more_is_the_items_error_and_its_events_stay_held(Rejection rejection, string reason)
    {
        Shipments.LinkEnds = FakeShipments.Refused(rejection);

        IngestPayloadResponse response = await IngestAsync(Item(N1, [Linked(Last)], [Event("A", 1)]));

        response.Items[0].Outcomes.Single().Result.Should().Be(ScanResult.Held);
        response.Items[0].Error.ShouldBe(Enum.Parse<ApiReason>(reason));
    }

    [Fact]
    public async Task A_parcel_full_of_numbers_is_the_items_error_and_its_events_stay_recorded()
    {
        Shipments.Hold("acme", N1, "p1");
        Shipments.LinkEnds = FakeShipments.Refused(Rejection.ParcelNumbersFull);

        IngestPayloadResponse response = await IngestAsync(Item(N1, [Linked(Last)], [Event("A", 1)]));

        response.Items[0].Outcomes.Single().Result.Should().Be(ScanResult.Recorded);
        response.Items[0].Error.ShouldBe(ApiReason.ParcelNumbersFull);
        response.Items[0].LinkedNumbers.Should().BeEmpty();
    }

    [Fact]
    public async Task A_number_the_carrier_does_not_know_is_no_error_and_an_item_it_cannot_read_is()
    {
        IngestPayloadResponse response = await IngestAsync(
            new PayloadItem(N1, [], [], NotFound: true, null),
            new PayloadItem("", [], [], NotFound: false, new PayloadFault("module[1]", "", "Names no number.")));

        response.Items[0].NotFound.Should().BeTrue();
        response.Items[0].Error.Should().BeNull();
        response.Items[1].Error.ShouldBe(ApiReason.PayloadItemUnreadable).Fields().Should().Equal("payload/module[1]");
    }

    [Fact]
    public async Task More_events_than_a_batch_holds_go_in_several()
    {
        Shipments.Hold("acme", N1, "p1");

        IngestPayloadResponse response = await IngestAsync(Item(N1, scans: [.. Enumerable.Range(0, 1_001).Select(i => Event("A", i))]));

        response.Items[0].Outcomes.Should().HaveCount(1_001).And.OnlyContain(outcome => outcome.Result == ScanResult.Recorded);
        Shipments.Calls.Where(call => call.Method == "record").Select(call => call.Scans).Should().Equal(1_000, 1);
    }

    [Fact]
    public async Task A_payload_that_is_no_document_is_refused_whole()
    {
        FakeAdapter adapter = new(() => new PayloadReading([], new PayloadFault("", "<html>", "Is no JSON.")));

        RpcException failed = await Details.Fails(() => _bench.Ingest.IngestAsync(Request(adapter), default));

        failed.ShouldBe(ApiReason.PayloadMalformed).Fields().Should().Equal("payload");
        failed.Status.Detail.Should().Be("The payload is no document of its format: payload Is no JSON.");
    }

    [Theory]
    [InlineData("fake", 10, "", 0, "")]
    [InlineData("fake", 11, "", 0, "payload")]
    [InlineData("fake", 0, "", 0, "payload")]
    [InlineData("other", 1, "", 0, "format")]
    [InlineData("fake", 1, "a\nb", 1, "request_id,receive_time")]
    public void A_request_is_checked_whole(string format, int bytes, string requestId, int minutesAhead, string fields)
    {
        PayloadRequests requests = new([new FakeAdapter(() => new PayloadReading([], null))]);
        var request = new IngestPayloadRequest
        {
            Format = format,
            Payload = Google.Protobuf.ByteString.CopyFrom(new byte[bytes]),
            RequestId = requestId,
            ReceiveTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(Make.Now.AddMinutes(minutesAhead)),
        };

        Func<PayloadRequest> read = () => requests.Read("acme", request, Make.Now);

        if (fields.Length == 0)
            read().ReceivedAt.Should().Be(Make.Now);
        else
            read.Should().Throw<RpcException>().Which.ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal(fields.Split(','));
    }

    private static PayloadItem Item(string number, IReadOnlyList<LinkedNumber>? linked = null, IReadOnlyList<PayloadScan>? scans = null) =>
        new(number, linked ?? [], scans ?? [], NotFound: false, Fault: null);

    private static LinkedNumber Linked(string number) => new(number, "usps", DomainRole.LastMile);

    private static PayloadScan Event(string code, int minutesAgo) => new(
        new ScanFact { Carrier = "fake", Code = code, Time = EventTimes.FromInstant(Make.Now.AddMinutes(-minutesAgo), "") }, null);

    private static PayloadRequest Request(ICarrierAdapter adapter) => new("acme", "", adapter, FakeAdapter.Bytes, Make.Now);

    private Task<IngestPayloadResponse> IngestAsync(params PayloadItem[] items) =>
        _bench.Ingest.IngestAsync(Request(new FakeAdapter(() => new PayloadReading(items, null))), default);
}
