using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Tests.Edge;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Parcels;

public sealed class NumberChangeTests : IAsyncLifetime
{
    private const string Number = "RB123456785CN";
    private EdgeHost _host = null!;

    private ParcelService.ParcelServiceClient Client => new(_host.Channel);

    public async Task InitializeAsync() => _host = await EdgeHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Both_send_the_normalised_number_the_version_and_the_request_id()
    {
        await Client.AttachNumberAsync(new AttachNumberRequest
        {
            Name = "parcels/a", TrackingNumber = new TrackingNumber { Number = "rb 123456785 cn", Role = NumberRole.LastMile }, Etag = "\"7\"", RequestId = "r",
        });
        await Client.DetachNumberAsync(new DetachNumberRequest { Name = "parcels/a", TrackingNumber = "rb-123456785-cn", Etag = "\"8\"", RequestId = "s" });

        ParcelNumberCommand[] commands = [.. _host.Shipments.Changes.Cast<ParcelNumberCommand>()];
        commands.Select(command => (command.Number.Number, command.IfVersion, command.RequestId, command.FromStated)).Should()
            .Equal((Number, 7, "r", false), (Number, 8, "s", false));
        (commands[0].Number.Issuer, commands[0].Number.Role).Should().Be(("china-post", (int)NumberRole.LastMile));
        commands[0].ContentHash.Should().NotBe(commands[1].ContentHash);
    }

    [Fact]
    public async Task All_faults_come_at_once()
    {
        RpcException attach = await Details.Fails(() => Client.AttachNumberAsync(new AttachNumberRequest
        {
            Name = "a", TrackingNumber = new TrackingNumber { Number = "!", Issuer = "No Name" },
        }).ResponseAsync);
        RpcException detach = await Details.Fails(() => Client.DetachNumberAsync(new DetachNumberRequest { Name = "a" }).ResponseAsync);

        attach.ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("name", "tracking_number.number", "tracking_number.issuer");
        detach.ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("name", "tracking_number");
        _host.Shipments.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(Rejection.NumberNotAttached, StatusCode.FailedPrecondition)]
    [InlineData(Rejection.ParcelNumbersFull, StatusCode.FailedPrecondition)]
    [InlineData(Rejection.EtagMismatch, StatusCode.Aborted)]
    [InlineData(Rejection.ParcelNotFound, StatusCode.NotFound)]
    public async Task A_refusal_has_the_status_of_its_reason(Rejection rejection, StatusCode status)
    {
        _host.Shipments.ChangeEnds = FakeShipments.Refused(rejection, "as it is.");

        RpcException refused = await Details.Fails(
            () => Client.DetachNumberAsync(new DetachNumberRequest { Name = "parcels/a", TrackingNumber = Number }).ResponseAsync);

        refused.ShouldBe(ErrorTable.Of(rejection));
        refused.StatusCode.Should().Be(status);
    }
}
