using Shipments.Contracts.Messages;
using Shipments.Grains.Tests.Clusters;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Grains.Tests.Numbers;

/// <summary>
/// Goal: the steps between parcels and numbers end by themselves, whatever order and restart they meet. Method: one silo over real storage;
/// the feed carries the steps; the tests wait for what they change.
/// </summary>
public sealed class NumberFlowTests : IAsyncLifetime
{
    private const string First = "RB123456785CN";
    private const string Second = "LP00628841930117";

    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_registered_number_routes_to_its_parcel_at_once()
    {
        await _silo.Parcel("p1").Register(Commands.Register("r1", First, Second), CancellationToken.None);
        foreach (string number in new[] { First, Second })
        {
            RouteReply route = await _silo.Number(number).RecordOrRoute(Commands.Route(Commands.Scan("PICKED_UP", 0, number)), CancellationToken.None);
            route.Answers.Single().Parcels.Should().Equal("p1");
            route.Holders.Single().Shared.Should().BeFalse();
        }
    }

    [Fact]
    public async Task Scans_held_under_a_number_go_to_the_parcel_that_registers_it()
    {
        RouteReply held = await _silo.Number(First).RecordOrRoute(
            Commands.Route(Commands.Scan("PICKED_UP", 0, First), Commands.Scan("DEPARTED", 5, First)), CancellationToken.None);
        held.Answers.Select(answer => answer.Result).Should().Equal(ScanResult.Held, ScanResult.Held);
        await _silo.Parcel("p1").Register(Commands.Register("r1", First), CancellationToken.None);
        V1.Parcel parcel = await _silo.Parcel("p1").Until(p => p.ScanCount == 2, "the held scans");
        parcel.Phase.Should().Be(Phase.Departed);
        await UntilNothingIsHeldAsync(First);
    }

    [Fact]
    public async Task Held_scans_are_claimed_across_a_restart()
    {
        await _silo.Number(First).RecordOrRoute(Commands.Route(Commands.Scan("PICKED_UP", 0, First)), CancellationToken.None);
        await _silo.Parcel("p1").Register(Commands.Register("r1", First), CancellationToken.None);
        await _silo.StopAsync();
        await _silo.StartAgainAsync();
        await _silo.Parcel("p1").Until(p => p.ScanCount == 1, "the held scan after a restart");
        await UntilNothingIsHeldAsync(First);
    }

    [Fact]
    public async Task Two_parcels_of_one_number_share_it_and_both_get_its_scans()
    {
        await _silo.Parcel("p1").Register(Commands.Register("r1", First), CancellationToken.None);
        RecordCommand before = Commands.Record("", Commands.Scan("PICKED_UP", 0, First));
        await _silo.Parcel("p1").Record(before, CancellationToken.None);
        await _silo.Parcel("p2").Register(Commands.Register("r2", First), CancellationToken.None);
        V1.Parcel second = await _silo.Parcel("p2").Until(p => p.ScanCount == 1 && p.TrackingNumbers[0].Shared, "the first parcel's scan at the second");
        second.Phase.Should().Be(Phase.PickedUp);
        V1.Parcel first = await _silo.Parcel("p1").Until(p => p.TrackingNumbers[0].Shared, "the first parcel to hear that the number is shared");
        first.ScanCount.Should().Be(1);
        RecordReply cached = await _silo.Parcel("p1").Record(Commands.Record("", Commands.Scan("DEPARTED", 9, First)), CancellationToken.None);
        cached.Answers.Single().Rejection.Should().Be(Rejection.NotMine, "a shared number is asked, not cached");
        RouteReply route = await _silo.Number(First).RecordOrRoute(Commands.Route(Commands.Scan("DEPARTED", 9, First)), CancellationToken.None);
        route.Answers.Single().Parcels.Should().BeEquivalentTo("p1", "p2");
    }

    [Fact]
    public async Task A_number_a_carrier_names_is_attached_by_the_feed()
    {
        await _silo.Parcel("p1").Register(Commands.Register("r1", First), CancellationToken.None);
        await _silo.Number(Second).RecordOrRoute(Commands.Route(Commands.Scan("PICKED_UP", 0, Second)), CancellationToken.None);
        LinkNumbersCommand link = new();
        link.Numbers.Add(new ParcelNumber { Number = Second, Issuer = "usps", FromMs = 1 });
        (await _silo.Parcel("p1").LinkNumbers(link, CancellationToken.None)).Header.Status.Should().Be(CallStatus.Ok);
        await _silo.Parcel("p1").Until(p => p.TrackingNumbers.Count == 2 && p.ScanCount == 1, "the scan under the linked number");
    }

    private async Task UntilNothingIsHeldAsync(string number)
    {
        long began = TimeProvider.System.GetTimestamp();
        while ((await _silo.Number(number).Lookup(new LookupNumberQuery(), CancellationToken.None)).Held != 0)
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(20))
                throw new TimeoutException($"timed out awaiting that '{number}' holds nothing");
            await Task.Yield();
        }
    }
}
