using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>Rows behind the journal: what is written when, and what a crash at each step leaves.</summary>
public sealed class FlusherTests
{
    private static readonly ActorKey _key = StorageBench.Key(1);

    [Fact]
    public async Task A_flush_writes_the_newest_state_once_and_raises_the_low_water_past_it()
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        for (int i = 0; i < 5; i++)
            await bench.AddAsync(_key, 1);
        bench.Engine.Budget.DirtyStates.Should().Be(1);
        await bench.FlushAsync();

        await using var files = new SqliteStateReader(bench.Sqlite.Folder);
        files.Row(_key).Should().Be(new StoredCounter(5, 5, 5));
        files.LowWater(0).Should().Be(6);
        (bench.Engine.Budget.DirtyStates, bench.Engine.Budget.DirtyBytes).Should().Be((0, 0));
    }

    [Fact]
    public async Task The_low_water_stays_below_an_entry_committed_during_the_flush()
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        await bench.AddAsync(_key, 1);
        await bench.AddAsync(StorageBench.Key(2), 1);
        HeldCall held = bench.Faults.Hold(StoreCall.WriteRows);
        Task flush = bench.FlushAsync();
        await held.Reached.Awaiting("the flush");
        await bench.AddAsync(_key, 10);
        held.Release();
        await flush;

        await using var files = new SqliteStateReader(bench.Sqlite.Folder);
        files.Row(_key).Should().Be(new StoredCounter(1, 1, 1));
        files.LowWater(0).Should().Be(3, "entry 3 is in no row");
        await bench.CrashAndStartAsync();
        (await bench.ReadAsync(_key)).Should().Be(new CounterState(11, 2));
        (await bench.ReadAsync(StorageBench.Key(2))).Should().Be(new CounterState(1, 1));
    }

    [Theory]
    [InlineData(nameof(StoreFault.FailBefore))]
    [InlineData(nameof(StoreFault.FailAfter))]
    public async Task A_failed_flush_is_repeated_and_a_crash_in_between_loses_nothing(string fault)
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        await bench.AddAsync(_key, 1);
        bench.Faults.Script(StoreCall.WriteRows, Enum.Parse<StoreFault>(fault));
        await bench.FlushAsync();
        bench.Faults.CountOf(StoreCall.WriteRows).Should().Be(2);
        await bench.AddAsync(_key, 10);
        bench.Faults.Script(StoreCall.WriteRows, Enum.Parse<StoreFault>(fault));
        HeldCall second = bench.Faults.Hold(StoreCall.WriteRows);
        Task flush = bench.Engine.FlushAsync(CancellationToken.None);
        await second.Reached.Awaiting("the flush");
        second.Release();
        await bench.CrashAndStartAsync();
        await FluentActions.Awaiting(() => flush).Should().ThrowAsync<StorageUnavailableException>().Awaiting("the end of the flush");

        (await bench.ReadAsync(_key)).Should().Be(new CounterState(11, 2));
    }

    [Fact]
    public async Task A_crash_between_rows_and_low_water_folds_no_entry_twice()
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        await bench.AddAsync(_key, 1);
        await bench.AddAsync(_key, 10);
        await bench.AddAsync(StorageBench.Key(2), 5);
        await bench.CrashAsync();
        await using (var store = new SqliteStore(bench.Sqlite, bench.Time))
        {
            await store.OpenAsync(1, CancellationToken.None);
            var row = new RowWrite(_key, 0, 1, 1, bench.Kind.Encode(new CounterState(1, 1)), null, null);
            await store.WriteRowsAsync([row], [], CancellationToken.None);
        }

        await bench.StartAsync();

        (await bench.ReadAsync(_key)).Should().Be(new CounterState(11, 2));
        (await bench.ReadAsync(StorageBench.Key(2))).Should().Be(new CounterState(5, 1));
    }

    [Fact]
    public async Task Actors_taken_over_are_folded_and_flushed_without_a_load()
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        await bench.AddAsync(_key, 1);
        await bench.FlushAsync();
        await bench.AddAsync(_key, 10);
        await bench.AddAsync(StorageBench.Key(2), 5);
        await bench.CrashAndStartAsync();
        bench.Engine.Budget.DirtyStates.Should().Be(2);

        await bench.FlushAsync();

        await using var files = new SqliteStateReader(bench.Sqlite.Folder);
        files.Row(_key).Should().Be(new StoredCounter(2, 11, 2));
        files.Row(StorageBench.Key(2)).Should().Be(new StoredCounter(1, 5, 1));
        files.LowWater(0).Should().Be(4);
        bench.Engine.Budget.DirtyBytes.Should().Be(0);
    }

    [Fact]
    public async Task A_key_taken_over_is_not_flushed_while_a_load_reads_its_row()
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        await bench.AddAsync(_key, 1);
        await bench.AddAsync(StorageBench.Key(2), 5);
        await bench.CrashAndStartAsync();
        HeldCall reading = bench.Faults.Hold(StoreCall.LoadRows);
        Task<ActorSession<CounterState>> load = bench.LoadAsync(_key);
        await reading.Reached.Awaiting("the read of the row");
        Task written = bench.Faults.NextFinish(StoreCall.WriteRows);
        Task flush = bench.FlushAsync();
        await written.Awaiting("the write of the other actor's row");

        await using var files = new SqliteStateReader(bench.Sqlite.Folder);
        files.Row(_key).Should().BeNull("its row is being read");
        files.LowWater(0).Should().Be(1);
        flush.IsCompleted.Should().BeFalse();
        reading.Release();
        (await load).State.Should().Be(new CounterState(1, 1));
        await flush;
        files.Row(_key).Should().Be(new StoredCounter(1, 1, 1));
    }

    [Fact]
    public async Task A_gap_in_an_actors_versions_fails_its_load_and_keeps_its_row_back()
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        await bench.AddAsync(StorageBench.Key(2), 5);
        await bench.CrashAsync();
        await using (var store = new SqliteStore(bench.Sqlite, bench.Time))
        {
            await store.OpenAsync(1, CancellationToken.None);
            long lease = await store.AcquireLeaseAsync("x", TimeSpan.FromSeconds(10), new Dictionary<string, int>(), CancellationToken.None);
            long writer = await store.OpenWriterAsync(lease, CancellationToken.None);
            await store.TakeShardsAsync(writer, [0], TimeSpan.Zero, CancellationToken.None);
            var block = new BlockWriter(0);
            block.Add(_key.Value, 2, CounterKind.Entry(1));
            await store.CommitAsync(writer, [block.Finish(2)], CancellationToken.None);
        }

        await bench.StartAsync();

        await FluentActions.Awaiting(() => bench.LoadAsync(_key)).Should().ThrowAsync<JournalGapException>().WithMessage($"*Entry 2 of {_key} has version 2*");
        await bench.FlushAsync();
        await using var files = new SqliteStateReader(bench.Sqlite.Folder);
        files.Row(StorageBench.Key(2)).Should().Be(new StoredCounter(1, 5, 1));
        files.LowWater(0).Should().Be(2, "the entry that cannot be folded is in no row");
    }

    [Fact]
    public async Task Unwritten_state_is_bounded_exactly_and_a_flush_makes_room()
    {
        const int StateBytes = 100 + ActorSlot.OverheadBytes;
        await using StorageBench bench = await StorageBench.StartAsync(configure: options => options.DirtyBytesMax = 10 * StateBytes);
        HeldCall held = bench.Faults.Hold(StoreCall.WriteRows);
        for (int n = 0; n < 10; n++)
            (await bench.AddAsync(StorageBench.Key(n), 1)).Status.Should().Be(AppendStatus.Committed, "state {0} is within the bound", n + 1);

        (await bench.AddAsync(StorageBench.Key(10), 1)).Status.Should().Be(AppendStatus.Overloaded);
        (await bench.AddAsync(StorageBench.Key(3), 1)).Status.Should().Be(AppendStatus.Committed, "its actor is unwritten already");
        using (ActorSession<CounterState> step = await bench.LoadAsync(StorageBench.Key(11)))
        {
            step.ExemptFromBound = true;
            (await StorageBench.AddAsync(step, 1)).Status.Should().Be(AppendStatus.Committed, "steps of the feed are exempt");
        }

        held.Release();
        await bench.FlushAsync();
        (await bench.AddAsync(StorageBench.Key(10), 1)).Status.Should().Be(AppendStatus.Committed);
    }

    [Theory]
    [InlineData(0, 0, 1.0)]
    [InlineData(2500, 0, 10.5)]
    [InlineData(5000, 0, 20.0)]
    [InlineData(50_000, 0, 20.0)]
    [InlineData(5000, 0.25, 20.0)]
    [InlineData(5000, 0.375, 10.0)]
    [InlineData(5000, 0.5, 0.0)]
    [InlineData(5000, 3.0, 0.0)]
    public void Dirt_grows_older_under_load_and_younger_from_a_quarter_of_the_bound_on(double appendsPerSecond, double share, double seconds) =>
        FlushPace.Age(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), appendsPerSecond, share).TotalSeconds.Should().BeApproximately(seconds, 0.001);
}
