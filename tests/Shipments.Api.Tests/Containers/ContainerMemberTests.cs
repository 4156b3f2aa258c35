using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Shipments.Api.Containers;
using Shipments.Api.Tests.Edge;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Containers;

/// <summary>Goal: members are found as users name them, by parcel or by tracking number, and a load says what is amiss with each.</summary>
public sealed class ContainerMemberTests : IAsyncLifetime
{
    private const string Name = "containers/MYKULGUSSFOAAEM72072001100028";
    private const string Number = "trackingNumbers/RB 123456785 CN";

    private static readonly Timestamp Time = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly long TimeMs = Time.ToDateTimeOffset().ToUnixTimeMilliseconds();

    private readonly FakeContainers _containers = new();
    private EdgeHost _host = null!;
    private ContainerService.ContainerServiceClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await EdgeHost.StartAsync(services: services => services.AddSingleton<IContainerCalls>(_containers));
        _client = new ContainerService.ContainerServiceClient(_host.Channel);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_tracking_number_means_the_one_parcel_that_holds_it_then()
    {
        _host.Shipments.Hold("demo", "RB123456785CN", "p1", fromMs: TimeMs - 10);
        _host.Shipments.Hold("demo", "RB123456785CN", "p2", fromMs: TimeMs + 10);
        MemberOutcome outcome = await LoadAsync(Number);
        outcome.Should().Be(new MemberOutcome { Member = Number, Parcel = "parcels/p1" });
        MoveMembersChange load = _containers.Changes.Single().Command.Load;
        load.Members.Should().Equal("number/RB123456785CN");
        load.Parcels.Should().Equal("parcel/p1");
        load.Unregistered.Should().BeEmpty();
    }

    [Fact]
    public async Task A_tracking_number_of_nobody_or_of_several_stands_for_itself()
    {
        (await LoadAsync(Number)).Parcel.Should().BeEmpty();
        _host.Shipments.Hold("demo", "RB123456785CN", "p1", shared: true);
        _host.Shipments.Hold("demo", "RB123456785CN", "p2", shared: true);
        (await LoadAsync(Number)).Parcel.Should().BeEmpty();
        _containers.Changes.Select(change => change.Command.Load.Parcels.Single()).Should().Equal("", "");
    }

    [Fact]
    public async Task A_parcel_that_nobody_registered_is_refused_alone()
    {
        _host.Shipments.Register("demo", "p1");
        _containers.ChangeReply.Refused.Add(new RefusedMember { Member = 1, Rejection = Rejection.ParcelNotFound });
        LoadContainerRequest request = new() { Name = Name, Members = { "parcels/p1", "parcels/nobody", "containers/CN38" } };
        LoadContainerResponse loaded = await _client.LoadContainerAsync(request);
        loaded.Outcomes.Select(outcome => outcome.Error?.Code ?? 0).Should().Equal(0, (int)StatusCode.NotFound, 0);
        _containers.Changes.Single().Command.Load.Unregistered.Should().Equal(1);
        _containers.Changes.Single().Command.Load.Parcels.Should().BeEmpty("no number was named");
    }

    [Fact]
    public async Task A_container_that_nobody_created_is_refused_alone_and_may_be_taken_out()
    {
        _host.Shipments.Register("demo", "p1");
        _containers.GetReply.Header = new CallHeader { Status = CallStatus.Refused, Rejection = Rejection.ContainerNotFound };
        string[] members = ["parcels/p1", "containers/CN38"];
        await _client.LoadContainerAsync(new LoadContainerRequest { Name = Name, Members = { members } });
        await _client.UnloadContainerAsync(new UnloadContainerRequest { Name = Name, Members = { members } });
        _containers.Changes.Select(change => (change.Command.Load ?? change.Command.Unload).Unregistered.Count).Should().Equal(1, 0);
        _containers.Changes.First().Command.Load.Unregistered.Should().Equal(1);
    }

    [Fact]
    public async Task A_load_says_of_which_parcels_customs_data_is_missing()
    {
        _host.Shipments.Hold("demo", "RB123456785CN", "p1");
        _host.Shipments.Register("demo", "p2");
        _host.Shipments.Answers["p1"] = () => new Parcel { Name = "parcels/p1", Flags = new ParcelFlags { DataMissing = true } };
        LoadContainerRequest request = new() { Name = Name, Members = { Number, "parcels/p1", "parcels/p2" }, Time = Time };
        (await _client.LoadContainerAsync(request)).Outcomes.Select(outcome => outcome.DataMissing).Should().Equal(true, true, false);
    }

    [Fact]
    public async Task What_is_taken_out_or_corrected_is_found_by_its_number_too_and_is_not_asked_after()
    {
        _host.Shipments.Hold("demo", "RB123456785CN", "p1");
        await _client.UnloadContainerAsync(new UnloadContainerRequest { Name = Name, Members = { Number }, Time = Time });
        CorrectMembershipResponse corrected = await _client.CorrectMembershipAsync(new CorrectMembershipRequest { Name = Name, Members = { Number } });
        corrected.Outcomes.Single().Parcel.Should().Be("parcels/p1");
        _containers.Changes.Select(change => (change.Command.Unload ?? change.Command.Remove).Parcels.Single()).Should().Equal("parcel/p1", "parcel/p1");
        _host.Shipments.Calls.Should().NotContain(call => call.Method == "get");
    }

    [Fact]
    public async Task A_number_that_is_none_is_refused_with_its_place()
    {
        LoadContainerRequest request = new() { Name = Name, Members = { "trackingNumbers/!" } };
        RpcException refused = (await FluentActions.Awaiting(() => _client.LoadContainerAsync(request).ResponseAsync).Should().ThrowAsync<RpcException>()).Which;
        (refused.StatusCode, refused.Status.Detail).Should().Match<(StatusCode Code, string Text)>(it => it.Code == StatusCode.InvalidArgument && it.Text.Contains("members[0]"));
    }

    private async Task<MemberOutcome> LoadAsync(string member) =>
        (await _client.LoadContainerAsync(new LoadContainerRequest { Name = Name, Members = { member }, Time = Time })).Outcomes.Single();
}
