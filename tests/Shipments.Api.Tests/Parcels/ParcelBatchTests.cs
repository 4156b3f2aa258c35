using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Edge;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Parcels;

public sealed class ParcelBatchTests : IAsyncLifetime
{
    private EdgeHost _host = null!;

    private ParcelService.ParcelServiceClient Client => new(_host.Channel);

    public async Task InitializeAsync() => _host = await EdgeHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_wrong_registration_and_one_of_unknown_outcome_spoil_no_other_and_the_order_is_kept()
    {
        _host.Shipments.OnRegister = id => id switch
        {
            "taken" => FakeShipments.Refused(Rejection.ParcelExists),
            "lost" => throw new TimeoutException("no answer within 30 s"),
            _ => null,
        };
        var request = new BatchRegisterParcelsRequest
        {
            Requests =
            {
                new RegisterParcelRequest { ParcelId = "p1" },
                new RegisterParcelRequest { ParcelId = "a/b", TrackingNumbers = { new TrackingNumber { Number = "RB123456785CN" }, new TrackingNumber { Number = "x" } } },
                new RegisterParcelRequest { ParcelId = "taken" },
                new RegisterParcelRequest { ParcelId = "lost" },
                new RegisterParcelRequest { RequestId = "r" },
                new RegisterParcelRequest(),
            },
        };

        BatchRegisterParcelsResponse response = await Client.BatchRegisterParcelsAsync(request);

        response.Results.Should().HaveCount(6);
        response.Results[0].Parcel.Name.Should().Be("parcels/p1");
        response.Results[1].Error.ShouldBe(ApiReason.FieldsInvalid).Fields()
            .Should().Equal("requests[1].parcel_id", "requests[1].tracking_numbers[1].number");
        response.Results[2].Error.ShouldBe(ApiReason.ParcelExists);
        response.Results[3].Error.ShouldBe(ApiReason.OutcomeUnknown);
        response.Results[4].Parcel.ParcelId.Should().HaveLength(27);
        response.Results.Select(result => result.RetrySafe).Should().Equal(true, false, false, false, true, false);
        response.Results.Select(result => result.Parcel is null).Should().Equal(false, true, true, true, false, false);
        response.Results.Select(result => result.Error is null).Should().Equal(true, false, false, false, true, true);
        _host.Shipments.Parcel("demo", "p1").Registration.Should().NotBeNull();
    }

    [Fact]
    public async Task The_same_batch_twice_meets_the_same_parcels()
    {
        var request = new BatchRegisterParcelsRequest { Requests = { new RegisterParcelRequest { RequestId = "a" }, new RegisterParcelRequest { RequestId = "b" } } };

        BatchRegisterParcelsResponse first = await Client.BatchRegisterParcelsAsync(request);
        BatchRegisterParcelsResponse second = await Client.BatchRegisterParcelsAsync(request);

        second.Should().Be(first);
        first.Results[0].Parcel.Name.Should().NotBe(first.Results[1].Parcel.Name);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(ApiLimits.BatchParcelsMax, true)]
    [InlineData(ApiLimits.BatchParcelsMax + 1, false)]
    public async Task A_batch_has_1_to_1000_registrations(int count, bool taken)
    {
        var request = new BatchRegisterParcelsRequest { Requests = { Enumerable.Range(0, count).Select(i => new RegisterParcelRequest { ParcelId = $"p{i}" }) } };
        if (taken)
        {
            BatchRegisterParcelsResponse response = await Client.BatchRegisterParcelsAsync(request);
            response.Results.Select(result => result.Parcel.ParcelId).Should().Equal(Enumerable.Range(0, count).Select(i => $"p{i}"));
            return;
        }

        RpcException refused = await Details.Fails(() => Client.BatchRegisterParcelsAsync(request).ResponseAsync);
        refused.ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("requests");
        _host.Shipments.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Each_name_of_a_batch_is_found_or_not_in_its_place()
    {
        _host.Shipments.Register("demo", "p1");
        _host.Shipments.Register("demo", "slow");
        _host.Shipments.Register("other", "theirs");
        _host.Shipments.OnGet = (id, _) => id == "slow" ? throw new TimeoutException("no answer") : Task.CompletedTask;

        BatchGetParcelsResponse response = await Client.BatchGetParcelsAsync(new BatchGetParcelsRequest
        {
            Names = { "parcels/theirs", "parcels/p1", "p1", "parcels/slow", "parcels/p1" },
        });

        response.Results.Select(result => result.Name).Should().Equal("parcels/theirs", "parcels/p1", "p1", "parcels/slow", "parcels/p1");
        response.Results[0].Error.ShouldBe(ApiReason.ParcelNotFound);
        response.Results[1].Parcel.ParcelId.Should().Be("p1");
        response.Results[2].Error.ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("names[2]");
        response.Results[3].Error.ShouldBe(ApiReason.OutcomeUnknown);
        response.Results[4].Should().Be(response.Results[1]);
    }

    [Theory]
    [InlineData(0, ParcelView.Basic, false)]
    [InlineData(ApiLimits.BatchParcelsMax, ParcelView.Basic, true)]
    [InlineData(ApiLimits.BatchParcelsMax + 1, ParcelView.Basic, false)]
    [InlineData(ApiLimits.BatchFullParcelsMax, ParcelView.Full, true)]
    [InlineData(ApiLimits.BatchFullParcelsMax + 1, ParcelView.Full, false)]
    public async Task A_batch_has_1_to_1000_names_and_10_with_scans(int count, ParcelView view, bool taken)
    {
        var request = new BatchGetParcelsRequest { Names = { Enumerable.Range(0, count).Select(i => $"parcels/p{i}") }, View = view };
        if (taken)
        {
            (await Client.BatchGetParcelsAsync(request)).Results.Should().HaveCount(count);
            _host.Shipments.Calls.Should().HaveCount(count).And.OnlyContain(call => call.Scans == (view == ParcelView.Full ? 1 : 0));
            return;
        }

        (await Details.Fails(() => Client.BatchGetParcelsAsync(request).ResponseAsync)).ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("names");
    }

    [Fact]
    public async Task A_look_up_gives_the_windows_of_each_number_and_what_it_holds()
    {
        _host.Shipments.Hold("demo", "RB123456785CN", "old", 1_000_000_000_000);
        _host.Shipments.Hold("demo", "RB123456785CN", "new", 1_700_000_000_000);
        _host.Shipments.OnLookup = number => number switch { "LP99" => 3, "SLOW" => throw new TimeoutException("no answer"), _ => 0 };

        LookupParcelsResponse response = await Client.LookupParcelsAsync(new LookupParcelsRequest
        {
            TrackingNumbers = { "rb 123456785 cn", "x", "LP99", "SLOW" },
        });

        response.Results.Select(result => result.TrackingNumber).Should().Equal("RB123456785CN", "x", "LP99", "SLOW");
        response.Results[0].Holdings.Select(held => (held.Parcel, held.ValidFrom.ToDateTimeOffset().ToUnixTimeMilliseconds(), held.ValidTo?.Seconds))
            .Should().Equal(("parcels/old", 1_000_000_000_000, 1_700_000_000), ("parcels/new", 1_700_000_000_000, null));
        response.Results[1].Error.ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("tracking_numbers[1]");
        response.Results[2].Holdings.Should().BeEmpty();
        response.Results[2].Error.Should().BeNull();
        response.Results[2].HeldScanCount.Should().Be(3);
        response.Results[3].Error.ShouldBe(ApiReason.OutcomeUnknown);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(ApiLimits.LookupNumbersMax, true)]
    [InlineData(ApiLimits.LookupNumbersMax + 1, false)]
    public async Task A_look_up_has_1_to_100_numbers(int count, bool taken)
    {
        var request = new LookupParcelsRequest { TrackingNumbers = { Enumerable.Range(0, count).Select(i => $"LP{i:0000}") } };
        if (taken)
        {
            (await Client.LookupParcelsAsync(request)).Results.Should().HaveCount(count);
            return;
        }

        (await Details.Fails(() => Client.LookupParcelsAsync(request).ResponseAsync)).ShouldBe(ApiReason.FieldsInvalid)
            .Fields().Should().Equal("tracking_numbers");
    }
}
