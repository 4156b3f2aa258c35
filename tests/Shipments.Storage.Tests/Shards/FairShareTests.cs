namespace Shipments.Storage.Tests;

/// <summary>Who takes and who gives, from the rows alone.</summary>
public sealed class FairShareTests
{
    [Fact]
    public void Room_is_the_share_rounded_up_less_what_is_owned()
    {
        FairShares.Room(64, [Lease(1), Lease(2), Lease(3)], 20).Should().Be(2);
        FairShares.Room(64, [Lease(1), Lease(2), Lease(3)], 22).Should().Be(0);
        FairShares.Room(64, [], 0).Should().Be(64, "a silo counts itself");
    }

    [Fact]
    public void Silos_that_lapsed_or_leave_have_no_share()
    {
        FairShares.Room(64, [Lease(1), Lease(2, lapsed: true), Lease(3, leaving: true)], 0).Should().Be(64);
    }

    [Fact]
    public void Nobodys_shards_come_before_those_of_the_lapsed_and_those_of_the_living_are_not_free()
    {
        ShardRow[] rows = [Row(0, 2), Row(1, 1), Row(2, 0), Row(3, 2)];
        FairShares.Free(rows, [Lease(1), Lease(2, lapsed: true)]).Should().Equal(2, 0, 3);
    }

    [Fact]
    public void Only_the_silo_with_the_most_gives_and_of_equals_the_first()
    {
        ShardRow[] rows = Rows([8, 8, 0]);
        LeaseRow[] leases = [Lease(1), Lease(2), Lease(3)];
        FairShares.Level(1, rows, leases).Should().BeEquivalentTo(new ShardMove(3, [5, 6, 7]));
        FairShares.Level(2, rows, leases).Should().BeNull();
        FairShares.Level(3, rows, leases).Should().BeNull();
    }

    [Fact]
    public void Shares_one_apart_are_level_and_two_apart_are_not()
    {
        LeaseRow[] leases = [Lease(1), Lease(2)];
        FairShares.Level(1, Rows([3, 2]), leases).Should().BeNull();
        FairShares.Level(1, Rows([4, 2]), leases).Should().BeEquivalentTo(new ShardMove(2, [3]));
    }

    [Fact]
    public void Nothing_is_levelled_while_a_shard_has_no_owner_and_nothing_goes_to_a_silo_that_leaves()
    {
        FairShares.Level(1, [.. Rows([8, 0]), Row(8, 0)], [Lease(1), Lease(2)]).Should().BeNull();
        FairShares.Level(1, Rows([8, 0]), [Lease(1), Lease(2, leaving: true)]).Should().BeNull();
    }

    [Fact]
    public void A_leaving_silo_gives_to_the_one_with_the_fewest_and_keeps_what_nobody_takes()
    {
        ShardRow[] rows = Rows([6, 3, 2]);
        FairShares.Away(1, [0, 1, 2, 3, 4, 5], rows, [Lease(1, leaving: true), Lease(2), Lease(3)]).Should().BeEquivalentTo(new ShardMove(3, [0, 1, 2, 3]));
        FairShares.Away(1, [0], rows, [Lease(1)]).Should().BeNull();
        FairShares.Away(1, [], rows, [Lease(1, leaving: true), Lease(2)]).Should().BeNull();
    }

    /// <summary>
    /// Goal: levelling ends, level, whatever it starts from, and no shard moves twice without need. Method: random shares of random silos; each
    /// step all silos decide from the same rows; at most one may give; the number of steps is bounded by what has to move.
    /// </summary>
    [Fact]
    public void Levelling_ends_level_and_moves_no_more_than_it_must()
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        for (int round = 0; round < 200; round++)
        {
            LeaseRow[] leases = [.. Enumerable.Range(1, random.Next(1, 8)).Select(id => Lease(id))];
            ShardRow[] rows = [.. Enumerable.Range(0, 64).Select(shard => Row(shard, random.Next(1, leases.Length + 1)))];
            int[] start = Counts(rows, leases.Length);
            int surplus = start.Sum(count => Math.Max(0, count - (64 / leases.Length)));
            int moved = 0;
            while (leases.Select(lease => FairShares.Level(lease.Lease, rows, leases)).OfType<ShardMove>().ToList() is { Count: > 0 } moves)
            {
                moves.Should().ContainSingle($"one silo gives at a time (seed {seed})");
                moves[0].Shards.Count.Should().BeInRange(1, FairShares.MovedAtOnceMax, $"seed {seed}");
                rows = [.. rows.Select(row => moves[0].Shards.Contains(row.Shard) ? Row(row.Shard, moves[0].Writer) : row)];
                moved += moves[0].Shards.Count;
            }

            int[] end = Counts(rows, leases.Length);
            (end.Max() - end.Min()).Should().BeLessThan(2, $"shares {string.Join(",", start)} became {string.Join(",", end)} (seed {seed})");
            moved.Should().BeLessThanOrEqualTo(surplus, $"shares {string.Join(",", start)} (seed {seed})");
        }
    }

    private static int[] Counts(ShardRow[] rows, int silos) => [.. Enumerable.Range(1, silos).Select(silo => rows.Count(row => row.Writer == silo))];

    private static LeaseRow Lease(long id, bool lapsed = false, bool leaving = false) => new(id, $"silo{id}", TimeSpan.FromSeconds(lapsed ? -1 : 1), id, leaving);

    private static ShardRow Row(int shard, long silo) => new(shard, silo, silo == 0 ? null : $"silo{silo}", 1, 0, 0, silo);

    private static ShardRow[] Rows(int[] counts) =>
        [.. counts.SelectMany((count, i) => Enumerable.Repeat(i + 1, count)).Select((silo, shard) => Row(shard, silo))];
}
