using System.Text;

namespace Shipments.Storage.Tests;

/// <summary>What every store promises. Derive once a database.</summary>
public abstract class StoreConformanceTests : StoreTestBase
{
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    protected static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Blocks so far apart are trimmed one by one: a store may drop an hour of blocks only as a whole.</summary>
    private static readonly TimeSpan _trimUnit = TimeSpan.FromHours(1);
    private static readonly CancellationToken _none = CancellationToken.None;
    private static readonly Dictionary<string, int> _formats = new() { ["counter"] = 1 };

    internal long Writer { get; private set; }

    internal long LeaseId { get; private set; }

    protected override async Task PrepareAsync()
    {
        LeaseId = await Store.AcquireLeaseAsync("a", Lease, _formats, _none);
        Writer = await Store.OpenWriterAsync(LeaseId, _none);
        (await Store.TakeShardsAsync(Writer, [0, 1, 2, 3], Grace, _none)).Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public async Task A_new_database_is_empty_and_keeps_its_identity_and_shard_count()
    {
        StoreIdentity first = await Store.OpenAsync(Shards, _none);
        await Store.DisposeAsync();
        Store = Database.Connect();
        StoreIdentity second = await Store.OpenAsync(shardCount: 16, _none);

        second.Should().Be(first);
        second.ShardCount.Should().Be(Shards);
        second.DatabaseId.Should().HaveLength(32);
        foreach (ShardRow shard in await Store.ReadShardsAsync(_none))
            (shard.LowWater, shard.Head, shard.TrimmedTo).Should().Be((1, 0, 0));
    }

    [Fact]
    public async Task A_commit_appends_one_block_to_each_shard_and_moves_its_head()
    {
        (await CommitAsync(Block(0, 1, "a", "b"), Block(2, 1, "c"))).Should().Be(CommitOutcome.Committed);
        (await CommitAsync(Block(0, 3, "d"))).Should().Be(CommitOutcome.Committed);

        (await Store.ReadShardsAsync(_none)).Select(shard => shard.Head).Should().Equal(3, 0, 1, 0);
        BlockPage page = await Store.ReadBlocksAsync(0, 0, 1 << 20, _none);
        page.TrimmedTo.Should().Be(0);
        page.Blocks.Select(block => (block.Shard, block.FirstSeq, block.LastSeq)).Should().Equal((0, 1, 2), (0, 3, 3));
        Entries(page).Should().Equal("a", "b", "d");
    }

    [Fact]
    public async Task A_read_after_a_place_gives_the_whole_block_that_has_the_next_entry()
    {
        await CommitAsync(Block(1, 1, "a", "b", "c"));
        await CommitAsync(Block(1, 4, "d"));

        Entries(await Store.ReadBlocksAsync(1, 1, 1 << 20, _none)).Should().Equal("a", "b", "c", "d");
        Entries(await Store.ReadBlocksAsync(1, 3, 1 << 20, _none)).Should().Equal("d");
        Entries(await Store.ReadBlocksAsync(1, 4, 1 << 20, _none)).Should().BeEmpty();
        Entries(await Store.ReadBlocksAsync(0, 0, 1 << 20, _none)).Should().BeEmpty("the neighbouring shard has no blocks");
        Entries(await Store.ReadBlocksAsync(2, 0, 1 << 20, _none)).Should().BeEmpty("the neighbouring shard has no blocks");
    }

    [Fact]
    public async Task A_read_stops_at_its_bound_of_bytes_but_gives_one_block()
    {
        JournalBlock first = Block(0, 1, "a");
        await CommitAsync(first);
        await CommitAsync(Block(0, 2, "b"));

        Entries(await Store.ReadBlocksAsync(0, 0, 1, _none)).Should().Equal("a");
        Entries(await Store.ReadBlocksAsync(0, 0, 2 * first.Bytes.Length, _none)).Should().Equal("a", "b");
        Entries(await Store.ReadBlocksAsync(0, 0, (2 * first.Bytes.Length) - 1, _none)).Should().Equal("a");
    }

    [Fact]
    public async Task A_commit_of_a_shard_that_the_writer_does_not_own_writes_nothing_at_all()
    {
        (await Store.HandOverAsync(Writer, 0, [2], _none)).Should().Equal(2);

        (await CommitAsync(Block(0, 1, "a"), Block(2, 1, "b"))).Should().Be(CommitOutcome.Lost);

        (await Store.ReadShardsAsync(_none)).Select(shard => shard.Head).Should().Equal(0, 0, 0, 0);
        (await CommitAsync(Block(0, 1, "a"))).Should().Be(CommitOutcome.Committed, "the writer is live and owns the other shards");
    }

    [Fact]
    public async Task A_replaced_writer_commits_no_more_and_its_successor_owns_its_shards()
    {
        await CommitAsync(Block(0, 1, "a"));
        long next = await Store.OpenWriterAsync(LeaseId, _none);

        (await Store.ReplaceWriterAsync(Writer, next, _none)).Should().BeEquivalentTo([0, 1, 2, 3]);
        (await Store.ReplaceWriterAsync(Writer, next, _none)).Should().BeEmpty("it was done before");

        (await CommitAsync(Block(0, 2, "b"))).Should().Be(CommitOutcome.Lost);
        (await Store.CommitAsync(next, [Block(0, 2, "c")], _none)).Should().Be(CommitOutcome.Committed);
        (await Store.HasBlockAsync(0, 1, Writer, _none)).Should().BeTrue();
        (await Store.HasBlockAsync(0, 2, Writer, _none)).Should().BeFalse("another writer wrote it");
        (await Store.HasBlockAsync(0, 2, next, _none)).Should().BeTrue();
        (await Store.HasBlockAsync(0, 3, next, _none)).Should().BeFalse();
        (await Store.HasBlockAsync(1, 1, Writer, _none)).Should().BeFalse();
    }

    [Fact]
    public async Task A_writer_replaced_by_nobody_leaves_its_shards_to_be_taken()
    {
        await Store.ReplaceWriterAsync(Writer, 0, _none);

        (await Store.ReadShardsAsync(_none)).Should().OnlyContain(shard => shard.Writer == 0 && shard.Address == null);
        long next = await Store.OpenWriterAsync(LeaseId, _none);
        (await Store.TakeShardsAsync(next, [1, 3], Grace, _none)).Should().Equal(1, 3);
        (await Store.ReadShardsAsync(_none)).Select(shard => shard.Writer).Should().Equal(0, next, 0, next);
    }

    [Fact]
    public async Task A_hand_over_moves_only_shards_that_the_giver_owns_and_only_to_a_live_writer()
    {
        long lease = await Store.AcquireLeaseAsync("b", Lease, _formats, _none);
        long other = await Store.OpenWriterAsync(lease, _none);

        (await Store.HandOverAsync(Writer, other, [1, 2], _none)).Should().Equal(1, 2);
        (await Store.HandOverAsync(Writer, other, [1], _none)).Should().BeEmpty("it is no longer the giver's");
        (await Store.ReadShardsAsync(_none)).Select(shard => shard.Address).Should().Equal("a", "b", "b", "a");
        (await CommitAsync(Block(0, 1, "a"))).Should().Be(CommitOutcome.Committed, "the giver stays live");

        await Store.ReplaceWriterAsync(other, 0, _none);
        (await Store.HandOverAsync(Writer, other, [0], _none)).Should().BeEmpty("the receiver is dead");
    }

    [Fact]
    public async Task Owned_shards_are_not_taken_while_their_lease_lives_or_the_taker_is_new()
    {
        long lease = await Store.AcquireLeaseAsync("b", Lease, _formats, _none);
        long taker = await Store.OpenWriterAsync(lease, _none);
        (await Store.TakeShardsAsync(taker, [0], Grace, _none)).Should().BeEmpty("the owner's lease lives");

        await Database.PassAsync(Lease + Grace + TimeSpan.FromSeconds(1));
        (await Store.RenewLeaseAsync(lease, _none)).Should().BeTrue();
        (await Store.TakeShardsAsync(taker, [0], Grace, _none)).Should().BeEmpty("the taker's own lease had lapsed too: the database was away");
    }

    [Fact]
    public async Task A_steady_silo_takes_over_from_a_lapsed_one_after_the_grace_and_not_before()
    {
        long lease = await Store.AcquireLeaseAsync("b", Lease, _formats, _none);
        long taker = await Store.OpenWriterAsync(lease, _none);
        await RenewForAsync(lease, Lease + Grace);
        (await Store.TakeShardsAsync(taker, [0, 1], Grace, _none)).Should().BeEmpty("the grace is not over");

        await RenewForAsync(lease, TimeSpan.FromSeconds(2));
        (await Store.TakeShardsAsync(taker, [0, 1], Grace, _none)).Should().Equal(0, 1);

        (await CommitAsync(Block(2, 1, "a"))).Should().Be(CommitOutcome.Lost, "all writers of a felled lease are dead");
        (await Store.RenewLeaseAsync(LeaseId, _none)).Should().BeFalse("the felled lease is gone");
        await FluentActions.Awaiting(() => Store.OpenWriterAsync(LeaseId, _none).AsTask()).Should().ThrowAsync<LeaseGoneException>();
    }

    [Fact]
    public async Task A_released_lease_leaves_its_shards_to_nobody()
    {
        await Store.ReleaseLeaseAsync(LeaseId, _none);
        await Store.ReleaseLeaseAsync(LeaseId, _none);

        (await Store.ReadShardsAsync(_none)).Should().OnlyContain(shard => shard.Writer == 0);
        (await Store.ReadLeasesAsync(_none)).Should().BeEmpty();
        (await CommitAsync(Block(0, 1, "a"))).Should().Be(CommitOutcome.Lost);
        (await Store.RenewLeaseAsync(LeaseId, _none)).Should().BeFalse();
    }

    [Fact]
    public async Task Leases_tell_their_address_when_they_end_and_their_newest_live_writer()
    {
        long second = await Store.OpenWriterAsync(LeaseId, _none);
        LeaseRow lease = (await Store.ReadLeasesAsync(_none)).Should().ContainSingle().Subject;
        (lease.Lease, lease.Address, lease.Lapsed, lease.Writer).Should().Be((LeaseId, "a", false, second));
        lease.EndsIn.Should().BePositive().And.BeLessThanOrEqualTo(Lease);
        await Store.ReplaceWriterAsync(second, 0, _none);
        await Database.PassAsync(Lease + TimeSpan.FromSeconds(1));
        LeaseRow lapsed = (await Store.ReadLeasesAsync(_none)).Should().ContainSingle().Subject;
        (lapsed.Lease, lapsed.Address, lapsed.Lapsed, lapsed.Writer).Should().Be((LeaseId, "a", true, Writer));
        lapsed.EndsIn.Should().BeNegative();
    }

    [Fact]
    public async Task A_lease_that_is_marked_as_leaving_is_renewed_like_any_other()
    {
        await Store.MarkLeavingAsync(LeaseId, leaving: true, _none);
        await Store.MarkLeavingAsync(LeaseId + 1_000, leaving: true, _none);
        (await Store.RenewLeaseAsync(LeaseId, _none)).Should().BeTrue();
        (await Store.ReadLeasesAsync(_none)).Should().ContainSingle(lease => lease.Lease == LeaseId && !lease.Lapsed);
    }

    [Fact]
    public async Task A_format_is_raised_only_when_every_live_lease_reads_it()
    {
        (await Store.RaiseFormatAsync("counter", 2, _none)).Should().BeFalse("the lease declared format 1");
        (await Store.RaiseFormatAsync("other", 1, _none)).Should().BeFalse("the lease declared no such name");
        (await Store.RaiseFormatAsync("counter", 1, _none)).Should().BeTrue();
        await Store.ReleaseLeaseAsync(LeaseId, _none);
        await Store.AcquireLeaseAsync("b", Lease, new Dictionary<string, int> { ["counter"] = 2, ["other"] = 1 }, _none);

        (await Store.RaiseFormatAsync("counter", 2, _none)).Should().BeTrue();
        (await Store.RaiseFormatAsync("counter", 1, _none)).Should().BeTrue("it is that high already");
        (await Store.ReadFormatsAsync(_none)).Should().Equal(new Dictionary<string, int> { ["counter"] = 2 });
    }

    [Fact]
    public async Task A_row_advances_only_to_a_higher_version_and_low_waters_only_rise()
    {
        await CommitAsync(Block(0, 1, "a", "b", "c"));
        (await WriteAsync([Row("x", 2, "two")], [new ShardSeq(0, 3)])).Should().BeEmpty();
        (await WriteAsync([Row("x", 1, "one"), Row("y", 1, "one")], [new ShardSeq(0, 2)])).Should().Equal(Key("x"));
        (await WriteAsync([Row("x", 2, "other")], [])).Should().Equal(Key("x"));

        IReadOnlyList<ActorRow> rows = await Store.LoadRowsAsync([Key("x"), Key("none"), Key("y")], _none);
        rows.Select(row => (row.Key.Id, row.Version, row.Format, Encoding.UTF8.GetString(row.State.Span)))
            .Should().BeEquivalentTo([("x", 2L, 1, "two"), ("y", 1L, 1, "one")]);
        (await Store.ReadShardsAsync(_none))[0].LowWater.Should().Be(3);
    }

    [Fact]
    public async Task A_first_row_never_replaces_one_that_exists()
    {
        await WriteAsync([Row("x", 1, "old")], []);
        (await WriteAsync([Row("w", 1, "new") with { IsFirst = true }, Row("x", 5, "new") with { IsFirst = true }], [])).Should().Equal(Key("x"));

        IReadOnlyList<ActorRow> rows = await Store.LoadRowsAsync([Key("w"), Key("x")], _none);
        rows.OrderBy(row => row.Key.Value).Select(row => Encoding.UTF8.GetString(row.State.Span)).Should().Equal("new", "old");
    }

    [Fact]
    public async Task Cursors_start_at_nothing_and_only_rise()
    {
        (await Store.ReadCursorAsync("lanes", 1, _none)).Should().Be(0);
        await Store.SaveCursorAsync("lanes", 1, 5, _none);
        await Store.SaveCursorAsync("lanes", 1, 4, _none);
        await Store.SaveCursorAsync("lanes", 2, 1, _none);
        await Store.SaveCursorAsync("watch", 1, 9, _none);

        (await Store.ReadCursorAsync("lanes", 1, _none)).Should().Be(5);
        (await Store.ReadCursorAsync("lanes", 2, _none)).Should().Be(1);
        (await Store.ReadCursorAsync("watch", 1, _none)).Should().Be(9);
    }

    [Fact]
    public async Task Trimming_takes_old_blocks_below_bound_and_low_water_and_the_head_remembers()
    {
        await CommitAsync(Block(0, 1, "a"));
        await Database.PassAsync(_trimUnit);
        await CommitAsync(Block(0, 2, "b"));
        await Database.PassAsync(_trimUnit);
        await CommitAsync(Block(0, 3, "c", "d"));
        await Database.PassAsync(TimeSpan.FromHours(2));
        await CommitAsync(Block(0, 5, "e"));
        (await TrimAsync(0, 9)).Should().Be(0, "no row is written");
        await WriteAsync([], [new ShardSeq(0, 4)]);

        (await TrimAsync(0, 1)).Should().Be(1, "the bound is 1");
        (await TrimAsync(0, 9)).Should().Be(1, "the third block has entry 4, which no row has");
        (await Store.ReadBlocksAsync(0, 0, 1 << 20, _none)).TrimmedTo.Should().Be(2);
        await WriteAsync([], [new ShardSeq(0, 6)]);
        (await TrimAsync(0, 9)).Should().Be(1, "the last block is young");
        await Database.PassAsync(TimeSpan.FromHours(2));
        (await TrimAsync(0, 9)).Should().Be(1);

        (await Store.ReadShardsAsync(_none))[0].Should().BeEquivalentTo(new { LowWater = 6L, Head = 5L, TrimmedTo = 5L });
    }

    [Fact]
    public async Task Trimming_takes_no_more_blocks_at_once_than_asked()
    {
        for (int i = 1; i <= 3; i++)
        {
            await CommitAsync(Block(0, i, "a"), Block(1, i, "b"));
            await Database.PassAsync(_trimUnit);
        }

        await WriteAsync([], [new ShardSeq(0, 4), new ShardSeq(1, 4)]);
        await Database.PassAsync(TimeSpan.FromHours(2));

        ShardSeq[] bounds = [new ShardSeq(0, 3), new ShardSeq(1, 3)];
        (await Store.TrimAsync(bounds, TimeSpan.FromHours(1), 4, _none)).Should().Be(4);
        (await Store.TrimAsync(bounds, TimeSpan.FromHours(1), 4, _none)).Should().Be(2);
    }

    [Fact]
    public async Task The_age_of_the_next_block_is_known()
    {
        await CommitAsync(Block(0, 1, "a", "b"));
        await Database.PassAsync(TimeSpan.FromHours(2));
        await CommitAsync(Block(0, 3, "c"));

        (await Store.HasOlderThanAsync(0, 1, TimeSpan.FromHours(1), _none)).Should().BeTrue();
        (await Store.HasOlderThanAsync(0, 2, TimeSpan.FromHours(1), _none)).Should().BeFalse();
        (await Store.HasOlderThanAsync(0, 3, TimeSpan.Zero, _none)).Should().BeFalse("there is no next block");
    }

    internal static JournalBlock Block(int shard, long firstSeq, params string[] entries)
    {
        var writer = new BlockWriter(shard);
        for (int i = 0; i < entries.Length; i++)
            writer.Add(Key(entries[i]).Value, firstSeq + i, Encoding.UTF8.GetBytes(entries[i]));
        return writer.Finish(firstSeq);
    }

    internal static ActorKey Key(string id) => new("counter", "acme", id);

    internal static RowWrite Row(string id, long version, string state) =>
        new(Key(id), 0, version, 1, Encoding.UTF8.GetBytes(state), null, null);

    private static IEnumerable<string> Entries(BlockPage page)
    {
        var entries = new List<FeedEntry>();
        foreach (JournalBlock block in page.Blocks)
            BlockReader.Read(block, entries);
        return entries.Select(entry => Encoding.UTF8.GetString(entry.Bytes.Span));
    }

    private ValueTask<CommitOutcome> CommitAsync(params JournalBlock[] blocks) => Store.CommitAsync(Writer, blocks, _none);

    private ValueTask<IReadOnlyList<ActorKey>> WriteAsync(RowWrite[] rows, ShardSeq[] lows) => Store.WriteRowsAsync(rows, lows, _none);

    private ValueTask<int> TrimAsync(int shard, long bound) => Store.TrimAsync([new ShardSeq(shard, bound)], TimeSpan.FromHours(1), 100, _none);

    private async Task RenewForAsync(long lease, TimeSpan time)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            await Database.PassAsync(TimeSpan.FromSeconds(1));
            (await Store.RenewLeaseAsync(lease, _none)).Should().BeTrue();
        }
    }
}
