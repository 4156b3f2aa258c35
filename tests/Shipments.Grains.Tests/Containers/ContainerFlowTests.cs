using Shipments.Contracts;
using Shipments.Contracts.Containers;
using Shipments.Contracts.Messages;
using Shipments.Grains.Tests.Clusters;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Grains.Tests.Containers;

/// <summary>
/// Goal: scans of containers reach the parcels in them, and leave them again, whatever restart they meet. Method: one silo over real storage; the
/// feed carries the steps; the tests wait for what they change.
/// </summary>
public sealed class ContainerFlowTests : IAsyncLifetime
{
    private const string Bag = "MYKULGUSSFOAAEM72072001100028";
    private const string Dispatch = "MYKULGUSSFOAAEM72072";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_scan_of_a_bag_moves_its_parcels_and_a_correction_moves_them_back()
    {
        await RegisterAsync("p1", "p2");
        await CreateAsync(Bag);
        await ChangeAsync(Bag, new ChangeContainerCommand { RequestId = "l", ContentHash = 1, Load = Moves(0, "parcel/p1", "parcel/p2") });
        ScanFact scan = ScanOf("24", 10);
        (await ChangeAsync(Bag, new ChangeContainerCommand { Scan = scan })).ScanId.Should().Be(scan.Id);
        V1.Parcel first = await _silo.Parcel("p1").Until(p => p.ScanCount == 1, "the bag's scan at p1");
        first.Phase.Should().Be(Phase.Departed);
        RecordedScan derived = first.Scans.Single();
        (derived.Container, derived.ContainerScanId, derived.Code).Should().Be(($"containers/{Bag}", scan.Id.ToString("x16"), "24"));
        ParcelContainer within = first.Containers.Single();
        (within.Name, within.Present, within.Moves.Count).Should().Be(($"containers/{Bag}", true, 1));
        await ChangeAsync(Bag, new ChangeContainerCommand { Remove = Moves(0, "parcel/p2") });
        V1.Parcel second = await _silo.Parcel("p2").Until(p => p.Phase != Phase.Departed && p.ScanCount > 0, "the scan taken back from p2");
        second.Phase.Should().Be(Phase.Pending);
        second.Containers.Should().BeEmpty("it was never in");
        (await _silo.Parcel("p1").Until(p => p.ScanCount == 1, "p1 as it was")).Phase.Should().Be(Phase.Departed);
        Container bag = await UntilDoneAsync(Bag);
        (bag.MemberCount, bag.KnownMemberCount, bag.RefusedCount).Should().Be((1, 2, 0));
        bag.Scans.Single().DeliveredCount.Should().Be(1);
    }

    [Fact]
    public async Task A_scan_of_a_dispatch_goes_through_its_bags_across_a_restart()
    {
        await RegisterAsync("p1");
        await CreateAsync(Bag);
        await CreateAsync(Dispatch);
        await ChangeAsync(Bag, new ChangeContainerCommand { Load = Moves(0, "parcel/p1") });
        await ChangeAsync(Dispatch, new ChangeContainerCommand { Load = Moves(1, $"container/{Bag}", "parcel/nobody") });
        await ChangeAsync(Dispatch, new ChangeContainerCommand { Scan = ScanOf("24", 10) });
        await _silo.StopAsync();
        await _silo.StartAgainAsync();
        V1.Parcel parcel = await _silo.Parcel("p1").Until(p => p.ScanCount == 1, "the dispatch's scan at p1");
        parcel.Scans.Single().Container.Should().Be($"containers/{Dispatch}");
        Container dispatch = await UntilDoneAsync(Dispatch);
        dispatch.RefusedCount.Should().Be(2, "nobody registered one of them, to which it was told that it is in and then the scan");
        dispatch.Receipt.Should().Be(new DispatchReceipt { PresentCount = 1, ExpectedCount = 1, Complete = true });
        (await UntilDoneAsync(Bag)).Scans.Single().SourceContainer.Should().Be($"containers/{Dispatch}");
    }

    [Fact]
    public async Task A_bag_takes_a_number_that_nobody_registered_and_who_registers_it_gets_the_bags_scans()
    {
        await CreateAsync(Bag);
        await ChangeAsync(Bag, new ChangeContainerCommand { Load = Moves(0, "number/RB123456785CN") });
        ScanFact scan = ScanOf("24", 10);
        await ChangeAsync(Bag, new ChangeContainerCommand { Scan = scan });
        (await UntilDoneAsync(Bag)).RefusedCount.Should().Be(0);
        await _silo.Parcel("p1").Register(Commands.Register("r-p1", "RB123456785CN"), CancellationToken.None);
        V1.Parcel parcel = await _silo.Parcel("p1").Until(p => p.ScanCount == 1, "the bag's scan at who registered the number");
        RecordedScan derived = parcel.Scans.Single();
        (derived.Container, derived.ContainerScanId, derived.TrackingNumber).Should().Be(($"containers/{Bag}", scan.Id.ToString("x16"), "RB123456785CN"));
        parcel.Phase.Should().Be(Phase.Departed);
        MoveMembersChange correction = Moves(0, "number/RB123456785CN");
        correction.Parcels.Add("parcel/p1");
        await ChangeAsync(Bag, new ChangeContainerCommand { Remove = correction });
        await _silo.Parcel("p1").Until(p => p.Phase == Phase.Pending, "the scan taken back by way of the number");
    }

    [Fact]
    public async Task A_number_of_one_parcel_puts_that_parcel_in_and_a_parcel_that_is_none_is_refused()
    {
        await RegisterAsync("p1");
        await CreateAsync(Bag);
        MoveMembersChange load = Moves(0, "number/RB123456785CN", "parcel/nobody", "container/CN38");
        load.Parcels.Add(["parcel/p1", "", ""]);
        load.Unregistered.Add([1, 2]);
        ChangeContainerReply reply = await ChangeAsync(Bag, new ChangeContainerCommand { Load = load });
        reply.Refused.Select(refused => (refused.Member, refused.Rejection)).Should().Equal((1, Rejection.ParcelNotFound), (2, Rejection.ContainerNotFound));
        GetContainerReply members = await Of(Bag).Get(new GetContainerQuery { MembersMax = 9 }, CancellationToken.None);
        members.Members.Select(member => member.Name).Should().Equal("parcels/p1");
        (await _silo.Parcel("p1").Until(p => p.Containers.Count == 1, "the parcel's container")).Containers.Single().Present.Should().BeTrue();
    }

    [Fact]
    public async Task A_repeated_request_gets_its_answer_again_and_another_one_of_its_id_is_refused()
    {
        ChangeContainerCommand create = new() { RequestId = "c", ContentHash = 1, Create = new CreateContainerChange() };
        Container made = (await ChangeAsync(Bag, create)).Container;
        (await ChangeAsync(Bag, create)).Container.Should().Be(made);
        ChangeContainerCommand load = new() { RequestId = "l", ContentHash = 2, Load = Moves(0, "parcel/p1", "container/CN38") };
        ChangeContainerReply loaded = await ChangeAsync(Bag, load);
        loaded.Refused.Single().Rejection.Should().Be(Rejection.ContainerMisfit);
        (await ChangeAsync(Bag, load)).Should().Be(loaded);
        load.ContentHash = 3;
        (await Of(Bag).Change(load, CancellationToken.None)).Header.Rejection.Should().Be(Rejection.RequestIdReused);
        create = new ChangeContainerCommand { RequestId = "d", ContentHash = 1, Create = new CreateContainerChange() };
        (await Of(Bag).Change(create, CancellationToken.None)).Header.Rejection.Should().Be(Rejection.ContainerExists);
        (await Of("CN38").Get(new GetContainerQuery(), CancellationToken.None)).Header.Rejection.Should().Be(Rejection.ContainerNotFound);
    }

    [Fact]
    public async Task Members_are_listed_in_pages()
    {
        await CreateAsync(Bag);
        await ChangeAsync(Bag, new ChangeContainerCommand { Load = Moves(0, "parcel/p1", "parcel/p2", "parcel/p3") });
        await ChangeAsync(Bag, new ChangeContainerCommand { Unload = Moves(5, "parcel/p2") });
        GetContainerReply page = await Of(Bag).Get(new GetContainerQuery { MembersMax = 2 }, CancellationToken.None);
        page.Members.Select(member => (member.Name, member.Present, member.Moves.Count)).Should().Equal(("parcels/p1", true, 1), ("parcels/p2", false, 2));
        page.NextMember.Should().Be(2);
        page = await Of(Bag).Get(new GetContainerQuery { MembersMax = 2, MembersFrom = 2 }, CancellationToken.None);
        page.Members.Select(member => member.Name).Should().Equal("parcels/p3");
        page.NextMember.Should().Be(0);
    }

    private static MoveMembersChange Moves(int minute, params string[] members)
    {
        MoveMembersChange moves = new() { AtMs = ScanOf("24", minute).Time.UtcMs };
        moves.Members.Add(members);
        return moves;
    }

    private static ScanFact ScanOf(string code, int minute)
    {
        ScanFact scan = Commands.Scan(code, minute);
        scan.Carrier = "resdit";
        scan.Id = Domain.Scans.ScanIds.Of(scan);
        return scan;
    }

    private IContainerGrain Of(string id) => _silo.Grains.GetGrain<IContainerGrain>(ActorKeys.Container("acme", id));

    private async Task RegisterAsync(params string[] parcels)
    {
        foreach (string parcel in parcels)
            await _silo.Parcel(parcel).Register(Commands.Register($"r-{parcel}"), CancellationToken.None);
    }

    private Task<ChangeContainerReply> CreateAsync(string id) => ChangeAsync(id, new ChangeContainerCommand { Create = new CreateContainerChange() });

    private async Task<ChangeContainerReply> ChangeAsync(string id, ChangeContainerCommand command)
    {
        ChangeContainerReply reply = await Of(id).Change(command, CancellationToken.None);
        reply.Header.Status.Should().Be(CallStatus.Ok, reply.Header.Detail);
        return reply;
    }

    /// <summary>Reads a container until all its members have heard. The read itself is the pause: it goes through the silo.</summary>
    private async Task<Container> UntilDoneAsync(string id)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Limit)
        {
            GetContainerReply reply = await Of(id).Get(new GetContainerQuery(), CancellationToken.None);
            if (reply.Header.Status == CallStatus.Ok && reply.Container.PendingMemberCount == 0)
                return reply.Container;
            await Task.Yield();
        }

        throw new TimeoutException($"timed out awaiting that all members of '{id}' have heard");
    }
}
