using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Grains.Tests.Clusters;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Grains.Tests.Parcels;

/// <summary>Goal: cancellations and updates are durable, known again, and refused at another version. Method: one silo over real storage.</summary>
public sealed class ParcelChangeTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_declaration_that_lacks_data_is_said_until_it_is_completed_and_survives_a_restart()
    {
        RegisterCommand register = Commands.Register("r1");
        register.Registration.Declaration = new DeclarationRecord { Gift = true };
        V1.Parcel registered = (await _silo.Parcel("d1").Register(register, CancellationToken.None)).Parcel;
        (registered.Flags.DataMissing, registered.Customs, registered.Declaration.Gift).Should().Be((true, V1.CustomsStatus.DataMissing, true));
        registered.DeclarationFindings.Should().Contain(found => found.Blocking && found.Rule == "us-stop-act" && found.Field == "lines");

        await _silo.StopAsync();
        await _silo.StartAgainAsync();

        DeclarationLineRecord line = new()
        {
            Description = "cotton T-shirt", HsCode = "610910", Quantity = 1, NetWeightGrams = 200, ValueMicros = 9_000_000, Currency = "USD", OriginCountry = "CN",
        };
        UpdateParcelCommand update = new()
        {
            RequestId = "u1", ContentHash = 9, Fields = (int)Domain.Parcels.ParcelFields.Declaration, Values = new ParcelRegistered { Declaration = new DeclarationRecord { Lines = { line } } },
        };
        V1.Parcel updated = (await _silo.Parcel("d1").Update(update, CancellationToken.None)).Parcel;
        (updated.Flags.DataMissing, updated.Customs, updated.Declaration.Lines.Count).Should().Be((false, V1.CustomsStatus.Unspecified, 1));
        updated.CustomsCharges.Should().Contain(charge => charge.Rule == "us-de-minimis-end" && charge.Kind == V1.CustomsChargeKind.DutyDue);
    }

    [Fact]
    public async Task An_update_and_a_cancellation_are_there_after_a_restart()
    {
        IParcelGrain parcel = _silo.Parcel("p1");
        await parcel.Register(Commands.Register("r1"), CancellationToken.None);
        ChangeParcelReply updated = await parcel.Update(Express("u1", version: 1), CancellationToken.None);
        updated.Header.Status.Should().Be(CallStatus.Ok);
        (updated.Parcel.Lane, updated.Parcel.Etag).Should().Be(("CN-US/express", "\"2\""));
        ChangeParcelReply cancelled = await parcel.Cancel(new CancelParcelCommand { RequestId = "c1", ContentHash = 1, IfVersion = 2 }, CancellationToken.None);
        cancelled.Parcel.Phase.Should().Be(Phase.Cancelled);

        await _silo.StopAsync();
        await _silo.StartAgainAsync();

        GetParcelReply after = await _silo.Parcel("p1").Get(new GetParcelQuery(), CancellationToken.None);
        after.Parcel.Should().Be(cancelled.Parcel);
        ChangeParcelReply again = await _silo.Parcel("p1").Update(Express("u1", version: 1), CancellationToken.None);
        again.Header.Status.Should().Be(CallStatus.Ok, "the request is known, so its version is no longer asked");
        again.Parcel.Should().Be(cancelled.Parcel);
    }

    [Fact]
    public async Task A_request_id_with_other_content_and_another_version_are_refused()
    {
        IParcelGrain parcel = _silo.Parcel("p1");
        await parcel.Register(Commands.Register("r1"), CancellationToken.None);
        await parcel.Update(Express("u1", version: 1), CancellationToken.None);

        (await parcel.Cancel(new CancelParcelCommand { RequestId = "u1", ContentHash = 9 }, CancellationToken.None)).Header.Rejection
            .Should().Be(Rejection.RequestIdReused);
        (await parcel.Cancel(new CancelParcelCommand { IfVersion = 1 }, CancellationToken.None)).Header.Rejection.Should().Be(Rejection.EtagMismatch);
        (await _silo.Parcel("nobody").Cancel(new CancelParcelCommand(), CancellationToken.None)).Header.Rejection.Should().Be(Rejection.ParcelNotFound);
    }

    [Fact]
    public async Task Of_many_updates_of_one_version_one_is_taken()
    {
        IParcelGrain parcel = _silo.Parcel("p1");
        await parcel.Register(Commands.Register("r1"), CancellationToken.None);

        ChangeParcelReply[] replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
        {
            UpdateParcelCommand command = Express("", version: 1);
            command.Values.Service = $"s{i}";
            return parcel.Update(command, CancellationToken.None);
        }));

        replies.Count(reply => reply.Header.Status == CallStatus.Ok).Should().Be(1);
        replies.Where(reply => reply.Header.Status != CallStatus.Ok).Should().OnlyContain(reply => reply.Header.Rejection == Rejection.EtagMismatch);
        (await parcel.Get(new GetParcelQuery(), CancellationToken.None)).Parcel.Etag.Should().Be("\"2\"");
    }

    [Fact]
    public async Task A_parcel_that_moved_is_not_cancelled()
    {
        IParcelGrain parcel = _silo.Parcel("p1");
        await parcel.Register(Commands.Register("r1"), CancellationToken.None);
        await parcel.Record(Commands.Record("", Commands.Scan("PICKED_UP", 0)), CancellationToken.None);

        ChangeParcelReply refused = await parcel.Cancel(new CancelParcelCommand(), CancellationToken.None);

        refused.Header.Rejection.Should().Be(Rejection.ParcelPhase);
        refused.Header.Detail.Should().Contain("PickedUp");
    }

    private static UpdateParcelCommand Express(string requestId, long version) => new()
    {
        RequestId = requestId, ContentHash = 1, IfVersion = version, Values = new ParcelRegistered { Service = "express" }, Fields = 1,
    };
}
