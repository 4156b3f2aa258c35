using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>Who may append: the newest session of an actor, one append at a time.</summary>
public sealed class SessionTests
{
    private static readonly ActorKey _key = StorageBench.Key(1);
    private static readonly ActorKey _other = StorageBench.Key(2);

    [Fact]
    public async Task A_later_load_ends_the_earlier_session()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        using ActorSession<CounterState> first = await bench.LoadAsync(_key);
        using ActorSession<CounterState> second = await bench.LoadAsync(_key);

        (await StorageBench.AddAsync(first, 1)).Status.Should().Be(AppendStatus.Revoked);
        (await StorageBench.AddAsync(second, 2)).Status.Should().Be(AppendStatus.Committed);
        (await bench.ReadAsync(_key)).Should().Be(new CounterState(2, 1));
    }

    [Fact]
    public async Task What_a_revoked_session_has_queued_is_refused_alone()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        HeldCall held = bench.Faults.Hold(StoreCall.Commit);
        Task<AppendResult> blocker = bench.AddAsync(StorageBench.Key(3), 1);
        await held.Reached.Awaiting("the commit in flight");
        ActorSession<CounterState> revoked = await bench.LoadAsync(_key);
        ActorSession<CounterState> neighbour = await bench.LoadAsync(_other);
        Task<AppendResult> queued = StorageBench.AddAsync(revoked, 1);
        Task<AppendResult> beside = StorageBench.AddAsync(neighbour, 1);

        using ActorSession<CounterState> next = await bench.LoadAsync(_key);

        (await queued).Status.Should().Be(AppendStatus.Revoked);
        next.State.Should().Be(CounterState.Zero);
        held.Release();
        (await Task.WhenAll(blocker, beside)).Should().OnlyContain(result => result.Status == AppendStatus.Committed);
        (await StorageBench.AddAsync(next, 5)).Version.Should().Be(1, "the refused entry was never packed");
    }

    [Theory]
    [InlineData(nameof(StoreFault.None), AppendStatus.Committed, 1)]
    [InlineData(nameof(StoreFault.TimeOut), AppendStatus.Unavailable, 0)]
    public async Task A_load_awaits_what_the_session_before_has_packed(string fault, AppendStatus answer, int count)
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        HeldCall held = bench.Faults.Hold(StoreCall.Commit);
        bench.Faults.Script(StoreCall.Commit, Enum.Parse<StoreFault>(fault));
        ActorSession<CounterState> first = await bench.LoadAsync(_key);
        Task<AppendResult> packed = StorageBench.AddAsync(first, 7);
        await held.Reached.Awaiting("the commit in flight");

        Task<ActorSession<CounterState>> second = bench.LoadAsync(_key);
        Task<ActorSession<CounterState>> third = bench.LoadAsync(_key);
        second.IsCompleted.Should().BeFalse("the packed append may commit yet");
        third.IsCompleted.Should().BeFalse("the packed append may commit yet");
        held.Release();

        (await packed).Status.Should().Be(answer);
        (await third).State.Should().Be(new CounterState(7 * count, count));
        (await StorageBench.AddAsync(await second, 1)).Status.Should().Be(AppendStatus.Revoked, "the third load came later");
        (await StorageBench.AddAsync(first, 1)).Status.Should().Be(AppendStatus.Revoked);
        (await StorageBench.AddAsync(await third, 1)).Version.Should().Be(count + 1);
    }

    [Fact]
    public async Task A_disposed_session_leaves_its_packed_append_to_be_awaited()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        HeldCall held = bench.Faults.Hold(StoreCall.Commit);
        ActorSession<CounterState> first = await bench.LoadAsync(_key);
        Task<AppendResult> packed = StorageBench.AddAsync(first, 7);
        await held.Reached.Awaiting("the commit in flight");
        first.Dispose();
        Task<ActorSession<CounterState>> second = bench.LoadAsync(_key);
        second.IsCompleted.Should().BeFalse();
        held.Release();

        (await packed).Status.Should().Be(AppendStatus.Committed);
        (await second).State.Should().Be(new CounterState(7, 1));
    }

    [Fact]
    public async Task A_session_has_one_append_under_way()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        HeldCall held = bench.Faults.Hold(StoreCall.Commit);
        using ActorSession<CounterState> session = await bench.LoadAsync(_key);
        Task<AppendResult> first = StorageBench.AddAsync(session, 1);

        await FluentActions.Awaiting(() => StorageBench.AddAsync(session, 2)).Should().ThrowAsync<InvalidOperationException>().WithMessage($"*{_key}*");
        held.Release();
        (await first).Status.Should().Be(AppendStatus.Committed);
    }

    [Fact]
    public async Task An_entry_of_the_greatest_size_is_taken_and_one_byte_more_is_a_wrong_call()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        using ActorSession<CounterState> session = await bench.LoadAsync(_key);

        (await session.AppendAsync(new byte[16 << 20], CounterState.Zero)).Status.Should().Be(AppendStatus.Committed);
        await FluentActions.Awaiting(() => session.AppendAsync(new byte[(16 << 20) + 1], CounterState.Zero).AsTask())
            .Should().ThrowAsync<ArgumentException>().WithMessage($"*{_key}*16777217*");
    }

    [Fact]
    public async Task A_dead_session_stays_dead_after_a_fault()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        using ActorSession<CounterState> session = await bench.LoadAsync(_key);
        bench.Faults.Script(StoreCall.Commit, StoreFault.TimeOut);

        (await StorageBench.AddAsync(session, 1)).Status.Should().Be(AppendStatus.Unavailable);
        (await StorageBench.AddAsync(session, 1)).Status.Should().Be(AppendStatus.Revoked);
    }

    [Fact]
    public async Task A_key_of_another_kind_and_an_unregistered_kind_are_wrong_calls()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        var stranger = new CounterKind("stranger");

        await FluentActions.Awaiting(() => bench.LoadAsync(new ActorKey("counters", "acme", "x"))).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => bench.Engine.Journal.LoadAsync(stranger, new ActorKey("stranger", "acme", "x"), false, default).AsTask())
            .Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task A_failed_read_of_a_row_fails_the_load_and_the_next_one_tries_again()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await bench.AddAsync(_key, 3);
        await bench.FlushAsync();
        bench.Faults.Script(StoreCall.LoadRows, StoreFault.FailBefore);

        await FluentActions.Awaiting(() => bench.LoadAsync(_key)).Should().ThrowAsync<StorageUnavailableException>();
        (await bench.ReadAsync(_key)).Should().Be(new CounterState(3, 1));
    }

    [Fact]
    public async Task Loads_that_wait_in_the_same_moment_read_their_rows_in_one_query()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        HeldCall held = bench.Faults.Hold(StoreCall.LoadRows);
        Task<ActorSession<CounterState>> first = bench.LoadAsync(_key);
        await held.Reached.Awaiting("the first query");
        Task<ActorSession<CounterState>>[] waiting = [.. Enumerable.Range(2, 300).Select(n => bench.LoadAsync(StorageBench.Key(n)))];

        held.Release();

        await Task.WhenAll([first, .. waiting]);
        bench.Faults.CountOf(StoreCall.LoadRows).Should().Be(2);
    }

    [Fact]
    public async Task A_new_actor_is_opened_without_a_query_and_an_unwritten_one_is_not_taken_for_new()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        using (ActorSession<CounterState> session = await bench.LoadAsync(_key, isNew: true))
            (await StorageBench.AddAsync(session, 5)).Version.Should().Be(1);
        using (ActorSession<CounterState> session = await bench.LoadAsync(_key, isNew: true))
            session.State.Should().Be(new CounterState(5, 1));
        bench.Faults.CountOf(StoreCall.LoadRows).Should().Be(0);

        await bench.CrashAndStartAsync();
        using (ActorSession<CounterState> session = await bench.LoadAsync(_key, isNew: true))
            session.State.Should().Be(new CounterState(5, 1), "the journal taken over has its entry");
    }

    [Fact]
    public async Task An_actor_opened_as_new_that_has_a_row_never_replaces_it()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await bench.AddAsync(_key, 5);
        await bench.FlushAsync();
        using ActorSession<CounterState> impostor = await bench.LoadAsync(_key, isNew: true);
        await StorageBench.AddAsync(impostor, 100);
        await StorageBench.AddAsync(impostor, 100);
        await bench.FlushAsync();

        (await StorageBench.AddAsync(impostor, 100)).Status.Should().Be(AppendStatus.Revoked);
        await using var store = new SqliteStateReader(bench.Sqlite.Folder);
        store.Row(_key).Should().Be(new StoredCounter(1, 5, 1));
    }
}
