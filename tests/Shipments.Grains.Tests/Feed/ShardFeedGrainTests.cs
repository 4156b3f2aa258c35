using Shipments.Contracts;
using Shipments.Contracts.Feed;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Domain.Scans;
using Shipments.Grains.Tests.Clusters;
using Shipments.Journal.V1;
using Shipments.Storage;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Grains.Tests.Feed;

/// <summary>Goal: the feed shows what parcels committed, all of it and in order. Method: one silo over real storage, called from outside.</summary>
public sealed class ShardFeedGrainTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_change_says_what_was_decided_before_and_after_and_which_scans_came()
    {
        IParcelGrain parcel = _silo.Parcel("p1");
        await parcel.Register(Commands.Register("r1", "RB123456785CN"), CancellationToken.None);
        ScanFact first = Commands.Scan("PICKED_UP", 0);
        ScanFact second = Commands.Scan("DEPARTED", 9);
        await parcel.Record(Commands.Record("s1", first, second), CancellationToken.None);
        Parcel now = await parcel.Until(state => state.Phase == Phase.Departed, "the departure");

        List<Change> changes = await ReadAllAsync("acme", new long[_silo.ShardCount]);

        Change registered = changes[0];
        (registered.Parcel, registered.Version, registered.Etag, registered.Registered, registered.Decided)
            .Should().Be(("parcels/p1", 1L, "\"1\"", true, true));
        (registered.PhaseBefore, registered.PhaseAfter, registered.LaneBefore, registered.LaneAfter)
            .Should().Be((Phase.Unspecified, Phase.Pending, "", "CN-US/standard"));
        registered.TrackingNumbers.Select(number => number.Number).Should().Equal("RB123456785CN");
        registered.Scans.Should().BeEmpty();
        Change scanned = changes.Single(change => change.Scans.Count > 0);
        (scanned.Registered, scanned.Decided, scanned.PhaseBefore, scanned.PhaseAfter).Should().Be((false, true, Phase.Pending, Phase.Departed));
        scanned.Scans.Select(scan => (scan.ScanId, scan.Code, scan.Changed)).Should().Equal(
            (ScanIds.Text(first.Id), "PICKED_UP", false), (ScanIds.Text(second.Id), "DEPARTED", false));
        scanned.Scans[0].EventTime.Should().Be(now.Milestones[0].FirstTime);
        scanned.Milestones.Should().Equal(now.Milestones);
        changes.Select(change => change.Version).Should().Equal(Enumerable.Range(1, changes.Count).Select(version => (long)version));
    }

    [Fact]
    public async Task Every_change_of_every_parcel_comes_in_order_through_a_restart()
    {
        string[] ids = [.. Enumerable.Range(0, 24).Select(i => $"p{i}")];
        foreach (string id in ids)
            await _silo.Parcel(id).Register(Commands.Register("r"), CancellationToken.None);
        long[] places = new long[_silo.ShardCount];
        List<Change> changes = await ReadAllAsync("acme", places);
        foreach (string id in ids)
            await _silo.Parcel(id).Record(Commands.Record("s1", Commands.Scan("PICKED_UP", 0)), CancellationToken.None);

        await _silo.StopAsync();
        await _silo.StartAgainAsync();
        foreach (string id in ids)
            await _silo.Parcel(id).Record(Commands.Record("s2", Commands.Scan("DEPARTED", 1)), CancellationToken.None);
        changes.AddRange(await ReadAllAsync("acme", places));

        foreach (string id in ids)
        {
            changes.Where(change => change.Parcel == $"parcels/{id}").Select(change => (change.Version, change.PhaseAfter))
                .Should().Equal((1L, Phase.Pending), (2L, Phase.PickedUp), (3L, Phase.Departed));
        }

        changes.Should().HaveCount(3 * ids.Length);
    }

    [Fact]
    public async Task Two_tenants_with_the_same_parcel_see_each_their_own()
    {
        await _silo.Parcel("p1").Register(Commands.Register("r1"), CancellationToken.None);
        IParcelGrain others = _silo.Grains.GetGrain<IParcelGrain>(ActorKeys.Parcel("other", "p1"));
        await others.Register(Commands.Register("r2"), CancellationToken.None);
        await others.Record(Commands.Record("s1", Commands.Scan("PICKED_UP", 0)), CancellationToken.None);

        (await ReadAllAsync("acme", new long[_silo.ShardCount])).Select(change => change.PhaseAfter).Should().Equal(Phase.Pending);
        (await ReadAllAsync("other", new long[_silo.ShardCount])).Select(change => change.PhaseAfter).Should().Equal(Phase.Pending, Phase.PickedUp);
        (await ReadAllAsync("acm", new long[_silo.ShardCount])).Should().BeEmpty();
    }

    [Fact]
    public async Task A_settled_read_has_what_the_feed_showed_before_it_and_names_the_shard()
    {
        IParcelGrain parcel = _silo.Parcel("p1");
        await parcel.Register(Commands.Register("r1"), CancellationToken.None);

        GetParcelReply reply = await parcel.Get(new GetParcelQuery { Settled = true }, CancellationToken.None);

        reply.Version.Should().Be(1);
        reply.Shard.Should().Be(ShardHash.Of("parcel/acme/p1", _silo.ShardCount));
        ReadShardReply read = await Feed(reply.Shard).Read(Query("acme", 0), CancellationToken.None);
        read.Changes.Select(change => change.Version).Should().Equal(reply.Version);
    }

    [Fact]
    public async Task A_waiting_read_does_not_hold_up_the_stop_of_its_silo()
    {
        ReadShardQuery query = Query("acme", 0);
        query.WaitMs = 20_000;
        Task<ReadShardReply> read = Feed(0).Read(query, CancellationToken.None);
        (await Feed(0).Places(new ShardPlacesQuery(), CancellationToken.None)).ShardCount.Should().Be(_silo.ShardCount);

        await _silo.StopAsync().Awaiting("the stop of the silo", TimeSpan.FromSeconds(15));

        // The answer may still reach the client of the test or not: it stops with the silo.
        await Task.WhenAny(read).Awaiting("the end of the read");
        await _silo.StartAgainAsync();
    }

    [Theory]
    [InlineData("feed/64")]
    [InlineData("feed/-1")]
    [InlineData("feed/x")]
    public async Task A_key_that_is_no_shard_is_refused(string key)
    {
        IShardFeedGrain feed = _silo.Grains.GetGrain<IShardFeedGrain>(key);

        await FluentActions.Awaiting(() => feed.Places(new ShardPlacesQuery(), CancellationToken.None)).Should().ThrowAsync<Exception>();
    }

    private static ReadShardQuery Query(string tenant, long after) =>
        new() { Tenant = tenant, After = after, ChangesMax = 2, BytesMax = FeedBounds.BytesMax };

    private IShardFeedGrain Feed(int shard) => _silo.Grains.GetGrain<IShardFeedGrain>(ActorKeys.Feed(shard));

    // Reads on in every shard from its place until there is no more, in pages of two.
    private async Task<List<Change>> ReadAllAsync(string tenant, long[] places)
    {
        List<Change> changes = [];
        for (int shard = 0; shard < places.Length; shard++)
        {
            ReadShardReply reply;
            do
            {
                reply = await Feed(shard).Read(Query(tenant, places[shard]), CancellationToken.None);
                reply.Header.Status.Should().Be(CallStatus.Ok);
                reply.Reset.Should().BeFalse();
                places[shard] = reply.UpTo;
                changes.AddRange(reply.Changes);
            }
            while (reply.Changes.Count > 0);
        }

        return changes;
    }
}
