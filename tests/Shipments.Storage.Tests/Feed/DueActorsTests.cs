using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>
/// Goal: a due row may be early but never late, and what is early is put off without being woken. Method: a counter is due at its sum in milliseconds;
/// one storage over SQLite, flushed when the test says so.
/// </summary>
public sealed class DueActorsTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task Who_is_claimed_too_early_is_put_off_to_its_right_time_over_restarts()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await AddAsync(bench, 1, 500);
        await AddAsync(bench, 1, 400);
        await bench.StopAndStartAsync();

        (await ClaimAsync(bench, 600)).Should().BeEmpty("its row says 900");
        (await RowsAsync(bench, 600, seconds: 10)).Should().BeEmpty("it is put off, not claimed");
        await bench.CrashAndStartAsync();
        (await ClaimAsync(bench, 899)).Should().BeEmpty();
        (await ClaimAsync(bench, 900)).Should().Equal((1, 900));
    }

    [Fact]
    public async Task A_time_that_comes_earlier_is_told_at_that_time()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await AddAsync(bench, 1, 500);
        await AddAsync(bench, 1, -300);

        (await ClaimAsync(bench, 199)).Should().BeEmpty();
        (await ClaimAsync(bench, 200)).Should().Equal((1, 200));
    }

    [Fact]
    public async Task A_time_that_comes_earlier_after_it_was_put_off_is_told_too()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await AddAsync(bench, 1, 500);
        await AddAsync(bench, 1, 400);
        (await ClaimAsync(bench, 600)).Should().BeEmpty("it is put off to 900");
        await AddAsync(bench, 1, -100);

        (await ClaimAsync(bench, 800)).Should().Equal((1, 800));
    }

    [Fact]
    public async Task One_whose_newest_state_is_not_written_is_woken_and_its_flush_puts_it_off()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await AddAsync(bench, 1, 500);
        await AddAsync(bench, 1, 100);
        await bench.AddAsync(StorageBench.Key(1), 300);

        (await ClaimAsync(bench, 600)).Should().Equal([(1, 500)], "only its unwritten state knows that it is early");
        await bench.FlushAsync();

        (await RowsAsync(bench, 899, seconds: 10)).Should().BeEmpty("the flush wrote 900, as the row was claimed");
        (await ClaimAsync(bench, 900)).Should().Equal((1, 900));
    }

    [Fact]
    public async Task One_that_wants_no_more_is_removed()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await AddAsync(bench, 1, 500);
        await AddAsync(bench, 1, 400);
        await AddAsync(bench, 1, -900);

        (await ClaimAsync(bench, 10_000)).Should().BeEmpty();
        (await bench.Engine.Due.CountAsync("counter", "acme", 10, _none)).Should().Be(0);
    }

    [Theory]
    [InlineData(DueActors.RoundsMax - 1, true)]
    [InlineData(DueActors.RoundsMax, false)]
    public async Task Those_who_are_early_keep_who_is_due_waiting_for_few_claims(int early, bool isInFirst)
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        for (int i = 1; i <= early; i++)
        {
            await AddAsync(bench, i, i);
            await AddAsync(bench, i, 10_000);
        }

        await AddAsync(bench, 99, 500);

        (int, long)[] due = [(99, 500)];
        (await ClaimAsync(bench, 600, actorsMax: 1)).Should().Equal(isInFirst ? due : []);
        (await ClaimAsync(bench, 600, actorsMax: 1)).Should().Equal(isInFirst ? [] : due);
    }

    [Fact]
    public async Task What_could_not_be_put_off_is_put_off_when_its_claim_has_lapsed()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await AddAsync(bench, 1, 500);
        await AddAsync(bench, 1, 9_500);
        bench.Faults.Script(StoreCall.PutOffDue, StoreFault.FailBefore);
        await FluentActions.Awaiting(() => ClaimAsync(bench, 600)).Should().ThrowAsync<StorageUnavailableException>();

        (await RowsAsync(bench, 1_599, seconds: 1)).Should().BeEmpty("the claim of a second stands");
        (await ClaimAsync(bench, 1_600)).Should().BeEmpty();
        (await RowsAsync(bench, 9_999, seconds: 1)).Should().BeEmpty("it was put off");
        (await ClaimAsync(bench, 10_000)).Should().Equal((1, 10_000));
    }

    private static async Task AddAsync(StorageBench bench, int actor, long amount)
    {
        await bench.AddAsync(StorageBench.Key(actor), amount);
        await bench.FlushAsync();
    }

    /// <summary>Whom a claim of a second gives.</summary>
    private static async Task<IEnumerable<(int Actor, long Due)>> ClaimAsync(StorageBench bench, long nowMs, int actorsMax = 100) =>
        Read(await bench.Engine.Due.ClaimAsync(DateTimeOffset.FromUnixTimeMilliseconds(nowMs), actorsMax, TimeSpan.FromSeconds(1), _none));

    /// <summary>Who is due by the rows alone.</summary>
    private static async Task<IEnumerable<(int Actor, long Due)>> RowsAsync(StorageBench bench, long nowMs, int seconds) =>
        Read(await bench.Store.ClaimDueAsync([0, 1, 2, 3], DateTimeOffset.FromUnixTimeMilliseconds(nowMs), 100, TimeSpan.FromSeconds(seconds), _none));

    private static IEnumerable<(int Actor, long Due)> Read(IEnumerable<DueActor> actors) =>
        actors.Select(actor => (int.Parse(actor.Key.Id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture), actor.Due.ToUnixTimeMilliseconds()));
}
