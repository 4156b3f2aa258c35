using System.Text;

namespace Shipments.Storage.Tests;

/// <summary>What every store promises of actors that want to be woken. Derive once a database.</summary>
public abstract class DueConformanceTests : StoreTestBase
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task Due_actors_are_claimed_once_per_claim_the_longest_due_first()
    {
        await WriteAsync([Due("a", 300), Due("b", 100), Due("c", 200), Due("d", 900), Due("e", 100) with { Shard = 3 }]);

        (await ClaimAsync(500, 2)).Should().Equal("b", "c");
        (await ClaimAsync(500, 10)).Should().Equal("a");
        (await ClaimAsync(500, 10)).Should().BeEmpty("all are claimed until 600");
        (await ClaimAsync(599, 10)).Should().BeEmpty();
        (await ClaimAsync(600, 10)).Should().Equal("a", "b", "c");
        (await ClaimAsync(900, 10)).Should().BeEquivalentTo("a", "b", "c", "d");
    }

    [Fact]
    public async Task A_due_time_changes_only_with_its_row()
    {
        await WriteAsync([Due("a", 100, 2)]);
        (await ClaimAsync(100, 1)).Should().Equal("a");

        await WriteAsync([Due("a", 50, 2)]);
        (await ClaimAsync(150, 1)).Should().BeEmpty("the row did not advance, so the claim stands");
        await WriteAsync([Due("a", 120, 3)]);
        (await ClaimAsync(150, 1)).Should().Equal("a");
        await WriteAsync([Due("a", null, 4)]);
        (await ClaimAsync(10_000, 1)).Should().BeEmpty("the actor wants no more");
    }

    [Fact]
    public async Task Due_actors_are_counted_by_kind_and_tenant_up_to_a_bound()
    {
        await WriteAsync([Due("a", 1), Due("b", 2), Due("c", 3)]);
        ActorKey other = new("counter", "acme-2", "a");
        await WriteAsync([Due("z", 1) with { Key = other }]);

        (await Store.CountDueAsync("counter", "acme", 10, _none)).Should().Be(3);
        (await Store.CountDueAsync("counter", "acme", 2, _none)).Should().Be(2);
        (await Store.CountDueAsync("counter", "acm", 10, _none)).Should().Be(0);
        (await Store.CountDueAsync("counter", "acme-2", 10, _none)).Should().Be(1);
    }

    [Fact]
    public async Task A_later_time_is_not_written_and_an_earlier_one_is()
    {
        await WriteAsync([Due("a", 100), Due("b", 300)]);
        await WriteAsync([Due("a", 500, 2), Due("b", 200, 2)]);
        await WriteAsync([Due("a", 400, 3), Due("b", 201, 3)]);

        (await DueTimesAsync(99)).Should().BeEmpty();
        (await DueTimesAsync(1_000)).Should().Equal(("a", 100), ("b", 200));
    }

    [Fact]
    public async Task A_row_that_is_claimed_takes_whatever_time_the_next_flush_brings_and_its_claim_ends()
    {
        await WriteAsync([Due("a", 100), Due("b", 100), Due("c", 100)]);
        (await ClaimAsync(100, 10)).Should().Equal("a", "b", "c");
        await WriteAsync([Due("a", 150, 2), Due("b", 100, 2), Due("c", 90, 2)]);

        (await DueTimesAsync(149)).Should().Equal(("c", 90), ("b", 100));
        (await DueTimesAsync(150)).Should().Equal(("a", 150), ("b", 100), ("c", 90));
    }

    [Fact]
    public async Task Who_was_claimed_too_early_is_put_off_and_its_claim_ends()
    {
        await WriteAsync([Due("a", 100), Due("b", 110), Due("c", 120)]);
        (await ClaimAsync(150, 10)).Should().Equal("a", "b", "c");

        (await PutOffAsync(claimedUntil: 250, ("a", 100, 180), ("c", 120, 400))).Should().Be(2);

        (await DueTimesAsync(179)).Should().BeEmpty();
        (await DueTimesAsync(250)).Should().Equal(("a", 180), ("b", 110));
        (await DueTimesAsync(400)).Should().Equal(("a", 180), ("b", 110), ("c", 400));
        await WriteAsync([Due("c", null, 2)]);
        (await DueTimesAsync(10_000)).Should().Equal([("a", 180), ("b", 110)], "it wants no more");
    }

    [Fact]
    public async Task What_changed_since_it_was_claimed_is_not_put_off()
    {
        await WriteAsync([Due("heard", 100), Due("same", 100), Due("again", 100), Due("ended", 100)]);
        (await ClaimAsync(150, 10)).Should().HaveCount(4);
        await WriteAsync([Due("heard", 170, 2), Due("same", 100, 2)]);
        await WriteAsync([Due("ended", null, 2)]);
        (await ClaimAsync(160, 10)).Should().Equal(["same"], "its claim ended with the row");
        (await ClaimAsync(250, 10)).Should().BeEquivalentTo(["heard", "again"], "the claims have lapsed");

        (await PutOffAsync(claimedUntil: 250, ("heard", 100, 500), ("same", 100, 500), ("again", 100, 500), ("ended", 100, 500))).Should().Be(0);

        (await DueTimesAsync(350)).Should().Equal(("same", 100), ("again", 100), ("heard", 170));
    }

    [Fact]
    public async Task The_most_actors_of_one_call_are_put_off_in_one()
    {
        string[] ids = [.. Enumerable.Range(0, IRowStore.RowsMax).Select(i => $"n{i:D4}")];
        await WriteAsync([.. ids.Select(id => Due(id, 100))]);
        (await ClaimAsync(100, ids.Length)).Should().HaveCount(ids.Length);

        (await PutOffAsync(claimedUntil: 200, [.. ids.Select(id => (id, 100L, 300L))])).Should().Be(ids.Length);

        (await DueTimesAsync(299)).Should().BeEmpty();
        (await ClaimAsync(300, ids.Length)).Should().HaveCount(ids.Length);
    }

    private protected static RowWrite Due(string id, long? ms, long version = 1) => new(
        new ActorKey("counter", "acme", id), 0, version, 1, Encoding.UTF8.GetBytes("s"), null,
        ms is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null);

    private protected ValueTask<IReadOnlyList<ActorKey>> WriteAsync(RowWrite[] rows) => Store.WriteRowsAsync(rows, [], _none);

    private ValueTask<int> PutOffAsync(long claimedUntil, params (string Id, long Due, long Next)[] actors) => Store.PutOffDueAsync(
        [
            .. actors.Select(actor => new DuePutOff(
                new ActorKey("counter", "acme", actor.Id), DateTimeOffset.FromUnixTimeMilliseconds(actor.Due), DateTimeOffset.FromUnixTimeMilliseconds(actor.Next))),
        ],
        DateTimeOffset.FromUnixTimeMilliseconds(claimedUntil),
        _none);

    /// <summary>Claims for 100 ms, in shards 0 to 2.</summary>
    private async Task<IEnumerable<string>> ClaimAsync(long nowMs, int max) => (await ClaimForAsync(nowMs, max, 100)).Select(actor => actor.Key.Id);

    /// <summary>Who is due, and since when, as their rows say; a claim of 1 ms stands in nobody's way.</summary>
    private async Task<IEnumerable<(string Id, long Ms)>> DueTimesAsync(long nowMs) =>
        (await ClaimForAsync(nowMs, 10, 1)).Select(actor => (actor.Key.Id, actor.Due.ToUnixTimeMilliseconds()));

    private ValueTask<IReadOnlyList<DueActor>> ClaimForAsync(long nowMs, int max, long ms) =>
        Store.ClaimDueAsync([0, 1, 2], DateTimeOffset.FromUnixTimeMilliseconds(nowMs), max, TimeSpan.FromMilliseconds(ms), _none);
}
