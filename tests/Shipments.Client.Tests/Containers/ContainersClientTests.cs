using Grpc.Core;
using Shipments.Client.Tests.Server;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Client.Tests.Containers;

public sealed class ContainersClientTests
{
    private const string Name = "containers/MYKULGUSSFOAAEM72072";

    private static readonly RpcException s_draining = Faults.Of(StatusCode.Unavailable, "DRAINING", TimeSpan.FromSeconds(0.1));

    [Fact]
    public async Task A_load_is_sent_again_with_the_request_id_it_had()
    {
        await using Bench bench = await Bench.StartAsync();
        List<string> ids = [];
        bench.Server.Containers.Load
            .Then(request => { ids.Add(request.RequestId); throw s_draining; })
            .Then(request =>
            {
                ids.Add(request.RequestId);
                return Task.FromResult(new LoadContainerResponse { Outcomes = { new MemberOutcome { Member = request.Members[0], DataMissing = true } } });
            });
        LoadContainerRequest load = new() { Name = Name, Members = { "trackingNumbers/RB123456785CN" } };

        IReadOnlyList<MemberOutcome> outcomes = await bench.Client.Containers.LoadAsync(load).Awaiting("the load");

        outcomes.Should().Equal(new MemberOutcome { Member = "trackingNumbers/RB123456785CN", DataMissing = true });
        ids.Should().HaveCount(2);
        ids[0].Should().NotBeEmpty().And.Be(ids[1]);
        load.RequestId.Should().BeEmpty("a caller's request is never changed");
    }

    [Fact]
    public async Task Every_change_carries_a_request_id_and_keeps_the_callers_own()
    {
        await using Bench bench = await Bench.StartAsync();
        List<string> ids = [];
        bench.Server.Containers.Create.Then(request => { ids.Add(request.RequestId); return Task.FromResult(new CreateContainerResponse { Container = new Container { Name = Name } }); });
        bench.Server.Containers.Unload.Then(request => { ids.Add(request.RequestId); return Task.FromResult(new UnloadContainerResponse { Outcomes = { new MemberOutcome { Member = "u" } } }); });
        bench.Server.Containers.Correct.Then(request => { ids.Add(request.RequestId); return Task.FromResult(new CorrectMembershipResponse { Outcomes = { new MemberOutcome { Member = "c" } } }); });
        bench.Server.Containers.Seal.Then(request => { ids.Add(request.RequestId); return Task.FromResult(new SealContainerResponse { Container = new Container { SealNumber = "7" } }); });
        bench.Server.Containers.Scan.Then(request => { ids.Add(request.RequestId); return Task.FromResult(new RecordContainerScanResponse { ScanId = "ab" }); });
        ContainersClient containers = bench.Client.Containers;

        (await containers.CreateAsync(new CreateContainerRequest { RequestId = "own" }).Awaiting("the container")).Name.Should().Be(Name);
        (await containers.UnloadAsync(new UnloadContainerRequest { Name = Name }).Awaiting("the unload")).Single().Member.Should().Be("u");
        (await containers.CorrectMembershipAsync(new CorrectMembershipRequest { Name = Name }).Awaiting("the correction")).Single().Member.Should().Be("c");
        (await containers.SealAsync(new SealContainerRequest { Name = Name }).Awaiting("the seal")).SealNumber.Should().Be("7");
        (await containers.RecordScanAsync(new RecordContainerScanRequest { Name = Name }).Awaiting("the scan")).ScanId.Should().Be("ab");

        ids[0].Should().Be("own");
        ids.Should().HaveCount(5).And.OnlyHaveUniqueItems().And.NotContain("");
    }

    [Fact]
    public async Task A_container_is_read_and_its_members_are_listed_to_the_end()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Containers.Get.Then(request => Task.FromResult(new GetContainerResponse { Container = new Container { Name = request.Name, PendingMemberCount = 3 } }));
        bench.Server.Containers.ListMembers
            .Then(request => Task.FromResult(new ListContainerMembersResponse { Members = { new ContainerMember { Name = $"a{request.PageToken}" } }, NextPageToken = "2" }))
            .Then(request => Task.FromResult(new ListContainerMembersResponse { Members = { new ContainerMember { Name = $"b{request.PageToken}" } } }));

        (await bench.Client.Containers.GetAsync(Name).Awaiting("the container")).PendingMemberCount.Should().Be(3);
        List<string> names = [];
        await foreach (ContainerMember member in bench.Client.Containers.ListAllMembersAsync(Name))
            names.Add(member.Name);
        names.Should().Equal("a", "b2");
    }
}
