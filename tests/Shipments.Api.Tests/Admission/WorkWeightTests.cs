using Google.Protobuf;
using Shipments.Api.Admission;
using Shipments.Api.Limits;
using Shipments.V1;

namespace Shipments.Api.Tests.Admission;

public sealed class WorkWeightTests
{
    [Fact]
    public void A_request_weighs_its_items_and_its_bytes()
    {
        Weight(new RecordScansRequest { Scans = { new Scan(), new Scan(), new Scan() } }).Should().Be(3);
        Weight(new BatchRegisterParcelsRequest { Requests = { new RegisterParcelRequest(), new RegisterParcelRequest() } }).Should().Be(2);
        Weight(new BatchGetParcelsRequest { Names = { "parcels/a", "parcels/b" } }).Should().Be(2);
        Weight(new LookupParcelsRequest { TrackingNumbers = { "a", "b", "c", "d" } }).Should().Be(4);
        Weight(new RegisterParcelRequest()).Should().Be(1);
        WorkWeight.Of(new StreamScansRequest { Scans = { new Scan(), new Scan() } }).Items.Should().Be(2);
        WorkWeight.Of(new GetParcelRequest { Name = "parcels/p1" }).Bytes.Should().Be(12);
    }

    [Fact]
    public void An_empty_batch_weighs_one() => Weight(new RecordScansRequest()).Should().Be(1);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2_048, 4)]
    [InlineData(ApiLimits.PayloadBytesMax, ApiLimits.BatchScansMax)]
    public void A_payload_weighs_an_item_each_half_KiB_and_at_most_a_thousand(int bytes, int items) =>
        Weight(new IngestPayloadRequest { Payload = ByteString.CopyFrom(new byte[bytes]) }).Should().Be(items);

    private static int Weight(IMessage request) => WorkWeight.Of(request).Items;
}
