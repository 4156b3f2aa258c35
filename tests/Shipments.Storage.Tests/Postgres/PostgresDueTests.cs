using System.Globalization;
using System.Text;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>
/// The kit of due actors on PostgreSQL. Goal of the rest: of claimers at the same time, as two silos that both believe to own a shard, never do two get one actor, and none is left out; and
/// a due row that will do is not touched. Method: eight stores claim side by side until nothing is left; the row's place and its lockers are read.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresDueTests(PostgresFixture postgres) : DueConformanceTests
{
    private const int Actors = 2_000;

    private static readonly CancellationToken _none = CancellationToken.None;
    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(1_000_000);

    [Fact]
    public async Task Claims_at_the_same_time_never_overlap_and_leave_nobody_out()
    {
        await using PostgresHarness database = new(postgres.NewDatabase());
        await using IJournalStore store = database.Connect();
        await store.OpenAsync(4, _none);
        await store.WriteRowsAsync([.. Enumerable.Range(0, Actors).Select(Row)], [], _none);

        IReadOnlyList<DueActor>[] claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ClaimAllAsync(database)));

        claimed.SelectMany(each => each).Select(actor => actor.Key).Should().HaveCount(Actors).And.OnlyHaveUniqueItems();
        claimed.SelectMany(each => each).Should().OnlyContain(actor => actor.Due == DueOf(int.Parse(actor.Key.Id, CultureInfo.InvariantCulture)));
        (await ClaimAsync(store, _now + TimeSpan.FromMinutes(1))).Should().BeEmpty("all are claimed");
        (await ClaimAsync(store, _now + TimeSpan.FromMinutes(2))).Should().HaveCount(37, "a claim lapses, and those who claimed may have died");
    }

    [Fact]
    public async Task One_that_another_claims_at_this_moment_is_left_to_it_and_nobody_waits()
    {
        PostgresHarness database = new(postgres.NewDatabase());
        await using IJournalStore store = database.Connect();
        await store.OpenAsync(4, _none);
        await store.WriteRowsAsync([Row(0), Row(1), Row(2)], [], _none);
        await using Npgsql.NpgsqlConnection other = await database.Database.ConnectAsync();
        await using Npgsql.NpgsqlTransaction held = await other.BeginTransactionAsync();
        await using (Npgsql.NpgsqlCommand command = new("SELECT 1 FROM due WHERE key = $1 FOR UPDATE", other, held) { Parameters = { new() { Value = Row(1).Key.Value } } })
            await command.ExecuteNonQueryAsync();

        (await ClaimAsync(store, _now)).Select(actor => actor.Key.Id).Should().Equal("0", "2");

        await held.RollbackAsync();
        (await ClaimAsync(store, _now)).Select(actor => actor.Key.Id).Should().Equal("1");
    }

    [Fact]
    public async Task A_due_row_that_will_do_is_neither_written_nor_locked_however_often_its_actors_row_is()
    {
        PostgresHarness database = (PostgresHarness)Database;
        await WriteAsync([Due("a", 100)]);
        string before = await PlaceAsync(database);
        for (int version = 2; version <= 50; version++)
            (await WriteAsync([Due("a", 100 + version, version)])).Should().BeEmpty("version {0} is written", version);

        (await PlaceAsync(database)).Should().Be(before, "49 state rows cost no due row");
        before.Should().EndWith(" 0", "nobody holds it");
        await WriteAsync([Due("a", 99, 51)]);
        (await PlaceAsync(database)).Should().NotBe(before, "an earlier time is written");
    }

    protected override StoreHarness CreateHarness() => new PostgresHarness(postgres.NewDatabase());

    private static async Task<string> PlaceAsync(PostgresHarness database)
    {
        await using Npgsql.NpgsqlConnection connection = await database.Database.ConnectAsync();
        await using Npgsql.NpgsqlCommand command = new("SELECT ctid::text || ' ' || xmin::text || ' ' || xmax::text FROM due", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<IReadOnlyList<DueActor>> ClaimAllAsync(PostgresHarness database)
    {
        await using IJournalStore store = database.Connect();
        await store.OpenAsync(4, _none);
        List<DueActor> all = [];
        int empty = 0;
        // What others hold is skipped, so one empty answer need not be the end.
        while (empty < 3)
        {
            IReadOnlyList<DueActor> claimed = await ClaimAsync(store, _now);
            empty = claimed.Count == 0 ? empty + 1 : 0;
            all.AddRange(claimed);
        }

        return all;
    }

    private static async Task<IReadOnlyList<DueActor>> ClaimAsync(IJournalStore store, DateTimeOffset now) =>
        await store.ClaimDueAsync([0, 1, 2, 3], now, 37, TimeSpan.FromMinutes(2), _none);

    private static DateTimeOffset DueOf(int i) => DateTimeOffset.FromUnixTimeMilliseconds(1_000 + (i % 7));

    private static RowWrite Row(int i) =>
        new(new ActorKey("parcel", "acme", i.ToString(CultureInfo.InvariantCulture)), i % 4, 1, 1, Encoding.UTF8.GetBytes("s"), null, DueOf(i));
}
