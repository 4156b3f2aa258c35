using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Shipments.Api.Containers;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Edge;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Containers;

public sealed class ContainerCallTests : IAsyncLifetime
{
    private const string Bag = "MYKULGUSSFOAAEM72072001100028";
    private const string Name = "containers/" + Bag;

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
    public async Task A_container_is_created_with_the_kind_that_its_id_says()
    {
        _containers.ChangeReply.Container = new Container { Name = Name };
        CreateContainerRequest request = new() { ContainerId = Bag, Kind = ContainerKind.Receptacle, RequestId = "r" };
        (await _client.CreateContainerAsync(request)).Container.Name.Should().Be(Name);
        (string tenant, string id, ChangeContainerCommand command) = _containers.Changes.Single();
        (tenant, id, command.RequestId, command.ChangeCase).Should().Be(("demo", Bag, "r", ChangeContainerCommand.ChangeOneofCase.Create));
        request.Kind = ContainerKind.Dispatch;
        (await FaultOf(() => _client.CreateContainerAsync(request).ResponseAsync)).Should().Contain("kind").And.Contain("Receptacle");
        request.ContainerId = "MYKULGUSSFOAAXM72072001100028";
        (await FaultOf(() => _client.CreateContainerAsync(request).ResponseAsync)).Should().Contain("container_id").And.Contain("subclass");
    }

    [Fact]
    public async Task Members_go_in_and_out_and_are_corrected_with_an_outcome_each()
    {
        _containers.ChangeReply.Refused.Add(new RefusedMember { Member = 1, Rejection = Rejection.ContainerSealed, Detail = "sealed." });
        Timestamp time = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        string[] members = ["parcels/p1", "containers/CN38"];
        _host.Shipments.Register("demo", "p1");
        LoadContainerResponse loaded = await _client.LoadContainerAsync(new LoadContainerRequest { Name = Name, Members = { members }, Time = time });
        loaded.Outcomes.Select(outcome => outcome.Member).Should().Equal(members);
        loaded.Outcomes[0].Error.Should().BeNull();
        loaded.Outcomes[1].Error.Code.Should().Be((int)StatusCode.FailedPrecondition);
        await _client.UnloadContainerAsync(new UnloadContainerRequest { Name = Name, Members = { members }, Time = time });
        await _client.CorrectMembershipAsync(new CorrectMembershipRequest { Name = Name, Members = { members } });
        ChangeContainerCommand[] commands = [.. _containers.Changes.Select(change => change.Command)];
        commands[0].Load.Members.Should().Equal("parcel/p1", "container/CN38");
        commands[0].Load.AtMs.Should().Be(time.ToDateTimeOffset().ToUnixTimeMilliseconds());
        commands[1].Unload.Should().Be(commands[0].Load);
        commands[2].Remove.Members.Should().Equal(commands[0].Load.Members);
        commands.Select(command => command.ContentHash).Should().OnlyHaveUniqueItems("they are requests of three kinds");
    }

    [Fact]
    public async Task A_call_takes_as_many_members_as_it_says_and_no_more()
    {
        LoadContainerRequest request = new() { Name = Name };
        (await FaultOf(() => _client.LoadContainerAsync(request).ResponseAsync)).Should().Contain("members");
        request.Members.Add(Enumerable.Repeat("parcels/p", ApiLimits.ContainerMembersMax));
        (await _client.LoadContainerAsync(request)).Outcomes.Should().HaveCount(ApiLimits.ContainerMembersMax);
        request.Members.Add("parcels/p");
        (await FaultOf(() => _client.LoadContainerAsync(request).ResponseAsync)).Should().Contain("members");
        LoadContainerRequest wrong = new() { Name = "parcels/p", Members = { "bags/1", "containers/17312345674" } };
        (await FaultOf(() => _client.LoadContainerAsync(wrong).ResponseAsync)).Should().Contain("name");
    }

    [Fact]
    public async Task A_seal_has_a_number_of_at_most_so_many_characters()
    {
        _containers.ChangeReply.Container = new Container { Name = Name };
        SealContainerRequest request = new() { Name = Name, SealNumber = new string('7', ApiLimits.SealCharsMax) };
        await _client.SealContainerAsync(request);
        _containers.Changes.Single().Command.Seal.Number.Should().Be(request.SealNumber);
        request.SealNumber += "7";
        (await FaultOf(() => _client.SealContainerAsync(request).ResponseAsync)).Should().Contain("seal_number");
    }

    [Fact]
    public async Task A_scan_of_a_container_has_no_subject_of_its_own()
    {
        _containers.ChangeReply.ScanId = 0xAB;
        Scan scan = new() { Carrier = "resdit", Code = "24", Time = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(-1)) };
        RecordContainerScanResponse recorded = await _client.RecordContainerScanAsync(new RecordContainerScanRequest { Name = Name, Scan = scan });
        recorded.Should().Be(new RecordContainerScanResponse { ScanId = "00000000000000ab" });
        (_containers.Changes.Single().Command.Scan.Carrier, _containers.Changes.Single().Command.Scan.Code).Should().Be(("resdit", "24"));
        scan.TrackingNumber = "RB123456785CN";
        (await FaultOf(() => _client.RecordContainerScanAsync(new RecordContainerScanRequest { Name = Name, Scan = scan }).ResponseAsync))
            .Should().Contain("scan.tracking_number");
        (await FaultOf(() => _client.RecordContainerScanAsync(new RecordContainerScanRequest { Name = Name }).ResponseAsync)).Should().Contain("scan.carrier");
    }

    [Fact]
    public async Task A_container_and_its_members_are_read_as_JSON()
    {
        _containers.GetReply.Container = new Container { Name = Name, PendingMemberCount = 7 };
        _containers.GetReply.Members.Add(new ContainerMember { Name = "parcels/p1" });
        _containers.GetReply.NextMember = 101;
        JsonNode read = (await _host.Json.GetFromJsonAsync<JsonNode>($"/v1/{Name}"))!;
        ((int?)read["container"]!["pendingMemberCount"]).Should().Be(7);
        JsonNode page = (await _host.Json.GetFromJsonAsync<JsonNode>($"/v1/{Name}/members?pageToken=1&pageSize=5000"))!;
        ((string?)page["nextPageToken"]).Should().Be("101");
        _containers.Queries.Last().Should().Be(new GetContainerQuery { MembersFrom = 1, MembersMax = ApiLimits.PageMembersMax });
        (await _host.Json.GetAsync($"/v1/{Name}/members?pageToken=x")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        HttpResponseMessage loaded = await _host.Json.PostAsJsonAsync($"/v1/{Name}:load", new { members = new[] { "parcels/p1" } });
        loaded.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_the_rules_refuse_ends_the_call_with_its_reason()
    {
        _containers.GetReply = new GetContainerReply { Header = new CallHeader { Status = CallStatus.Refused, Rejection = Rejection.ContainerNotFound } };
        Func<Task> read = () => _client.GetContainerAsync(new GetContainerRequest { Name = Name }).ResponseAsync;
        (await read.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.NotFound);
    }

    private static async Task<string> FaultOf(Func<Task> call)
    {
        RpcException exception = (await call.Should().ThrowAsync<RpcException>()).Which;
        exception.StatusCode.Should().Be(StatusCode.InvalidArgument);
        return exception.Status.Detail;
    }
}
