using Shipments.Contracts;
using Shipments.Contracts.Feed;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Domain.Parcels;
using Shipments.Grains.Tests.Clusters;
using Shipments.V1;
using Phase = Shipments.V1.Phase;

namespace Shipments.Grains.Tests.Parcels;

/// <summary>
/// Goal: merges and splits end by themselves, and no scan is lost on the way. Method: one silo over real storage; the feed carries the steps;
/// the tests wait for what they change.
/// </summary>
public sealed class MergeFlowTests : IAsyncLifetime
{
    private const string Number = "RB123456785CN";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private TestSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await TestSilo.StartAsync();
        await _silo.Parcel("a").Register(Commands.Register("ra", Number), CancellationToken.None);
        await _silo.Parcel("b").Register(Commands.Register("rb"), CancellationToken.None);
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_scan_under_a_merged_parcels_number_goes_to_the_parcel_it_is_merged_into()
    {
        await _silo.Parcel("a").Record(Commands.Record("", Commands.Scan("PICKED_UP", 0, Number)), CancellationToken.None);
        await MergeAsync("b", "a");
        Parcel into = await _silo.Parcel("b").Until(IsMerged, "the merge");
        (into.Phase, into.ScanCount, into.MergedParcels[0].Parcel).Should().Be((Phase.PickedUp, 1, "parcels/a"));
        into.MergedParcels[0].TrackingNumbers.Select(number => number.Number).Should().Equal(Number);

        await UntilHeldByAParcelAsync();
        RouteReply route = await _silo.Number(Number).RecordOrRoute(Commands.Route(Commands.Scan("DEPARTED", 5, Number)), CancellationToken.None);
        RecordReply recorded = await _silo.Parcel(route.Answers.Single().Parcels.Single()).Record(
            Commands.Record("", Commands.Scan("DEPARTED", 5, Number)), CancellationToken.None);

        (recorded.Answers.Single().Result, recorded.Answers.Single().MergedInto).Should().Be((ScanResult.Recorded, "b"));
        into = await _silo.Parcel("b").Until(parcel => parcel.Phase == Phase.Departed, "the scan at the parcel it is merged into");
        into.Scans.Select(scan => scan.MergedFrom.Single()).Should().Equal("parcels/a", "parcels/a");
        Parcel merged = (await _silo.Parcel("a").Get(new GetParcelQuery(), CancellationToken.None)).Parcel;
        (merged.MergedInto, merged.Flags.Merged, merged.Phase, merged.ScanCount).Should().Be(("parcels/b", true, Phase.Departed, 2));
    }

    [Fact]
    public async Task A_merge_that_was_only_journaled_is_finished_after_a_restart()
    {
        await _silo.Parcel("a").Record(Commands.Record("", Commands.Scan("PICKED_UP", 0)), CancellationToken.None);
        await MergeAsync("b", "a");
        await _silo.StopAsync();
        await _silo.StartAgainAsync();
        (await _silo.Parcel("b").Until(IsMerged, "the merge after a restart")).Phase.Should().Be(Phase.PickedUp);

        await _silo.Parcel("a").Record(Commands.Record("", Commands.Scan("DEPARTED", 5)), CancellationToken.None);
        await _silo.StopAsync();
        await _silo.StartAgainAsync();
        await _silo.Parcel("b").Until(parcel => parcel.Phase == Phase.Departed, "the acknowledged scan after a restart");
    }

    [Fact]
    public async Task A_split_gives_back_what_came_in_between_and_both_are_in_the_changes()
    {
        await MergeAsync("b", "a");
        await _silo.Parcel("b").Until(IsMerged, "the merge");
        await _silo.Parcel("a").Record(Commands.Record("", Commands.Scan("DELIVERED", 9)), CancellationToken.None);
        await _silo.Parcel("b").Record(Commands.Record("", Commands.Scan("PICKED_UP", 0)), CancellationToken.None);
        await _silo.Parcel("b").Until(parcel => parcel.Phase == Phase.Delivered, "the delivery");

        ChangeParcelReply split = await _silo.Parcel("a").Split(new SplitParcelCommand { RequestId = "s" }, CancellationToken.None);

        (split.Parcel.MergedInto, split.Parcel.Flags.Merged, split.Parcel.Phase).Should().Be(("", false, Phase.Delivered));
        Parcel other = await _silo.Parcel("b").Until(parcel => parcel.MergedParcels.Count == 0, "the split");
        (other.Phase, other.ScanCount, other.Scans.Single().MergedFrom.Count).Should().Be((Phase.PickedUp, 1, 0));
        Change[] merged = await ChangesAsync("a");
        merged.Select(change => change.MergedInto).Should().ContainSingle(into => into == "parcels/b");
        merged.Select(change => change.SplitFrom).Should().ContainSingle(from => from == "parcels/b");
        Change[] into = await ChangesAsync("b");
        into.SelectMany(change => change.MergedParcels).Select(part => part.State).Should().ContainInOrder(MergeState.Merging, MergeState.Merged, MergeState.Split);
        into.SelectMany(change => change.Scans).Where(scan => scan.MergedFrom == "parcels/a").Select(scan => scan.Code).Should().Equal("DELIVERED");
    }

    [Fact]
    public async Task Parcels_that_are_merged_into_each_other_at_once_do_not_end_in_a_circle()
    {
        await Task.WhenAll(MergeAsync("b", "a"), MergeAsync("a", "b"));
        Parcel b = await _silo.Parcel("b").Until(IsSettled, "an end of one merge");
        Parcel a = await _silo.Parcel("a").Until(IsSettled, "an end of the other");
        (a.MergedInto.Length > 0 && b.MergedInto.Length > 0).Should().BeFalse();
    }

    [Fact]
    public async Task A_refused_merge_says_so_and_a_repeated_request_changes_nothing()
    {
        await _silo.Parcel("c").Register(Commands.Register("rc"), CancellationToken.None);
        await MergeAsync("b", "a");
        await _silo.Parcel("b").Until(IsMerged, "the merge");
        await MergeAsync("c", "a");
        Parcel refused = await _silo.Parcel("c").Until(IsSettled, "the refusal");
        (refused.MergedParcels.Single().State, refused.MergedParcels.Single().RefusedBy).Should().Be((MergeState.Refused, "PARCEL_MERGED"));
        ChangeParcelReply again = await MergeAsync("c", "a");
        again.Parcel.Should().Be((await _silo.Parcel("c").Get(new GetParcelQuery(), CancellationToken.None)).Parcel);
        again.Parcel.Etag.Should().Be(refused.Etag);
    }

    [Fact]
    public async Task A_merged_parcel_is_listed_when_it_is_asked_for()
    {
        await MergeAsync("b", "a");
        await _silo.Parcel("b").Until(IsMerged, "the merge");
        await _silo.FlushAsync();
        (await ListAsync(new ListParcelsQuery { RowsMax = 9, WithoutFlags = ParcelFlagBits.Merged })).Should().Equal("b");
        (await ListAsync(new ListParcelsQuery { RowsMax = 9, Flags = ParcelFlagBits.Merged })).Should().Equal("a");
        (await ListAsync(new ListParcelsQuery { RowsMax = 9 })).Should().BeEquivalentTo("a", "b");
    }

    private static bool IsMerged(Parcel parcel) => parcel.MergedParcels.Any(part => part.State == MergeState.Merged);

    private static bool IsSettled(Parcel parcel) => parcel.MergedParcels.All(part => part.State != MergeState.Merging);

    private async Task<ChangeParcelReply> MergeAsync(string into, string source)
    {
        MergeParcelsCommand command = new() { RequestId = $"m-{into}-{source}", ContentHash = 1, Sources = { new MergeSource { Parcel = source } } };
        ChangeParcelReply reply = await _silo.Parcel(into).Merge(command, CancellationToken.None);
        // A machine that stands still for seconds has a lease that is not renewed; the request is repeated, as a caller would.
        for (long began = TimeProvider.System.GetTimestamp(); reply.Header.Status == CallStatus.Unavailable && TimeProvider.System.GetElapsedTime(began) < Limit;)
            reply = await _silo.Parcel(into).Merge(command, CancellationToken.None);
        reply.Header.Status.Should().BeOneOf(CallStatus.Ok, CallStatus.Refused);
        return reply;
    }

    // The number hears of its parcel by a step, in its own time.
    private async Task UntilHeldByAParcelAsync()
    {
        long began = TimeProvider.System.GetTimestamp();
        while ((await _silo.Number(Number).Lookup(new LookupNumberQuery(), CancellationToken.None)).Holders.Count == 0)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Limit)
                throw new TimeoutException($"timed out awaiting that '{Number}' is attached");
            await Task.Yield();
        }
    }

    private async Task<IEnumerable<string>> ListAsync(ListParcelsQuery query) =>
        (await _silo.Grains.GetGrain<IParcelListGrain>("acme").List(query, CancellationToken.None)).Parcels.Select(parcel => parcel.ParcelId);

    private async Task<Change[]> ChangesAsync(string id)
    {
        int shard = (await _silo.Parcel(id).Get(new GetParcelQuery(), CancellationToken.None)).Shard;
        ReadShardQuery query = new() { Tenant = "acme", Parcel = id, ChangesMax = FeedBounds.ChangesMax, BytesMax = FeedBounds.BytesMax };
        IShardFeedGrain feed = _silo.Grains.GetGrain<IShardFeedGrain>(ActorKeys.Feed(shard));
        return [.. (await feed.Read(query, CancellationToken.None)).Changes];
    }
}
