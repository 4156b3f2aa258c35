using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Parcels;
using Shipments.Api.Tests.Edge;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Api.Tests.Parcels;

public sealed class ChangeTests : IAsyncLifetime
{
    private EdgeHost _host = null!;

    private ParcelService.ParcelServiceClient Client => new(_host.Channel);

    public async Task InitializeAsync() => _host = await EdgeHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task An_update_sends_the_fields_of_its_mask_and_no_other()
    {
        var request = new UpdateParcelRequest
        {
            Parcel = new Parcel { Name = "parcels/p1", Etag = "\"7\"", Service = "express", OriginCountry = "not read", Labels = { { "b", "1" }, { "a", "2" } } },
            UpdateMask = new FieldMask { Paths = { "service", "labels" } },
            RequestId = "r",
        };

        (await Client.UpdateParcelAsync(request)).Parcel.Name.Should().Be("parcels/p1");

        UpdateParcelCommand command = _host.Shipments.Changes.Should().ContainSingle().Which.Should().BeOfType<UpdateParcelCommand>().Which;
        command.Fields.Should().Be((int)(ParcelFields.Service | ParcelFields.Labels));
        command.Values.Should().Be(new ParcelRegistered { Service = "express", Labels = { { "a", "2" }, { "b", "1" } } });
        (command.IfVersion, command.RequestId).Should().Be((7, "r"));
        command.ContentHash.Should().NotBe(0UL);
    }

    [Theory]
    [InlineData("service", ParcelFields.Service)]
    [InlineData("origin_country", ParcelFields.OriginCountry)]
    [InlineData("destination_country", ParcelFields.DestinationCountry)]
    [InlineData("untracked_service", ParcelFields.UntrackedService)]
    [InlineData("labels", ParcelFields.Labels)]
    [InlineData("*", ParcelFields.All)]
    [InlineData(null, ParcelFields.DestinationCountry | ParcelFields.UntrackedService)]
    public async Task A_mask_names_a_field_each_and_without_one_what_is_not_empty_counts(string? path, ParcelFields fields)
    {
        var request = new UpdateParcelRequest { Parcel = new Parcel { Name = "parcels/p1", DestinationCountry = "US", UntrackedService = true } };
        if (path is not null)
            request.UpdateMask = new FieldMask { Paths = { path } };
        await Client.UpdateParcelAsync(request);
        ((UpdateParcelCommand)_host.Shipments.Changes[0]).Fields.Should().Be((int)fields);
    }

    [Fact]
    public async Task All_faults_of_an_update_come_at_once_with_an_unknown_path_among_them()
    {
        var request = new UpdateParcelRequest
        {
            Parcel = new Parcel { Name = "p1", Service = "UPPER", OriginCountry = "cn", Labels = { { "k", Make.Repeat(ApiLimits.LabelValueCharsMax + 1) } } },
            UpdateMask = new FieldMask { Paths = { "*", "phase" } },
            RequestId = Make.Repeat(ApiLimits.RequestIdCharsMax + 1),
        };

        RpcException refused = await Details.Fails(() => Client.UpdateParcelAsync(request).ResponseAsync);

        refused.ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal(
            "parcel.name", "request_id", "update_mask", "parcel.service", "parcel.origin_country", "parcel.labels[k]");
        _host.Shipments.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(Rejection.EtagMismatch, StatusCode.Aborted)]
    [InlineData(Rejection.ParcelPhase, StatusCode.FailedPrecondition)]
    [InlineData(Rejection.ParcelNotFound, StatusCode.NotFound)]
    [InlineData(Rejection.RequestIdReused, StatusCode.InvalidArgument)]
    public async Task A_refused_change_has_the_status_of_its_reason_and_its_sentence(Rejection rejection, StatusCode status)
    {
        _host.Shipments.ChangeEnds = FakeShipments.Refused(rejection, "in the phase Departed.");

        RpcException cancel = await Details.Fails(() => Client.CancelParcelAsync(new CancelParcelRequest { Name = "parcels/p1" }).ResponseAsync);
        RpcException update = await Details.Fails(
            () => Client.UpdateParcelAsync(new UpdateParcelRequest { Parcel = new Parcel { Name = "parcels/p1" } }).ResponseAsync);

        cancel.ShouldBe(ErrorTable.Of(rejection));
        update.ShouldBe(ErrorTable.Of(rejection));
        (cancel.StatusCode, update.StatusCode).Should().Be((status, status));
        cancel.Status.Detail.Should().EndWith(": in the phase Departed.");
    }

    [Theory]
    [InlineData(ApiLimits.DescriptionCharsMax, true)]
    [InlineData(ApiLimits.DescriptionCharsMax + 1, false)]
    public async Task A_note_has_1024_characters_at_most(int length, bool taken)
    {
        var request = new CancelParcelRequest { Name = "parcels/p1", Note = Make.Repeat(length) };
        if (taken)
        {
            await Client.CancelParcelAsync(request);
            ((CancelParcelCommand)_host.Shipments.Changes[0]).Note.Should().HaveLength(length);
            return;
        }

        (await Details.Fails(() => Client.CancelParcelAsync(request).ResponseAsync)).ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("note");
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\"1\"", 1)]
    [InlineData("\"9223372036854775807\"", long.MaxValue)]
    [InlineData("\"9223372036854775808\"", ParcelEtags.Never)]
    [InlineData("\"0\"", ParcelEtags.Never)]
    [InlineData("\"01\"", ParcelEtags.Never)]
    [InlineData("\"-1\"", ParcelEtags.Never)]
    [InlineData("\" 1\"", ParcelEtags.Never)]
    [InlineData("\"\"", ParcelEtags.Never)]
    [InlineData("\"", ParcelEtags.Never)]
    [InlineData("1", ParcelEtags.Never)]
    [InlineData("W/\"1\"", ParcelEtags.Never)]
    public void Only_an_etag_a_parcel_gave_is_a_version(string etag, long version) => ParcelEtags.Read(etag).Should().Be(version);

    [Fact]
    public void A_cancellation_and_an_update_of_one_request_id_are_other_content()
    {
        ulong cancel = ChangeReader.Read(new CancelParcelRequest { Name = "parcels/p1" }, new FieldFaults(), out _).ContentHash;
        ulong noted = ChangeReader.Read(new CancelParcelRequest { Name = "parcels/p1", Note = "n" }, new FieldFaults(), out _).ContentHash;
        ulong again = ChangeReader.Read(new CancelParcelRequest { Name = "parcels/p1", RequestId = "r" }, new FieldFaults(), out _).ContentHash;
        ulong update = ChangeReader.Read(new UpdateParcelRequest { Parcel = new Parcel { Name = "parcels/p1" } }, new FieldFaults(), out _).ContentHash;
        new[] { cancel, noted, update }.Should().OnlyHaveUniqueItems();
        again.Should().Be(cancel);
    }
}
