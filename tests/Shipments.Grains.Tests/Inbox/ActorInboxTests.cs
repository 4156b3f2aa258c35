using Microsoft.Extensions.Logging.Abstractions;
using Shipments.Grains.Inbox;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Inbox;

/// <summary>Goal: the inbox answers from what is durable and from nothing else. Method: the inbox over a scripted journal.</summary>
public sealed class ActorInboxTests
{
    private readonly ScriptedJournal _journal = new();

    [Fact]
    public async Task A_session_whose_shard_went_and_came_back_is_not_read_from()
    {
        using ActorInbox<CounterState, List<long>> inbox = Make();
        (await AddAsync(inbox, 5)).Should().Be("5");
        inbox.Committed(out _)!.Sum.Should().Be(5);

        _journal.Sessions[0].Lost = true;
        _journal.Durable = _journal.Durable.Add(100);

        inbox.Committed(out _).Should().BeNull("another silo may have changed the actor meanwhile");
        (await AddAsync(inbox, 0)).Should().Be("105", "a read of what changed is answered from what is durable");
        _journal.Sessions[0].IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task A_load_that_ends_after_its_activation_went_leaves_no_session_behind()
    {
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _journal.Hold = hold.Task;
        ActorInbox<CounterState, List<long>> inbox = Make();
        Task<string> first = AddAsync(inbox, 5);
        await _journal.Loading.Awaiting("the load");

        inbox.Dispose();
        hold.SetResult();

        (await first).Should().Be("Moved");
        _journal.Sessions.Should().ContainSingle().Which.IsDisposed.Should().BeTrue();
        (await AddAsync(inbox, 5)).Should().Be("Moved", "whoever comes late finds the next activation");
        _journal.Sessions.Should().ContainSingle();
        _journal.Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_too_much_for_one_entry_becomes_several_in_the_order_it_came()
    {
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _journal.Hold = hold.Task;
        using ActorInbox<CounterState, List<long>> inbox = Make();
        List<Task<string>> calls = [AddAsync(inbox, 1)];
        await _journal.Loading.Awaiting("the load");
        calls.AddRange(Enumerable.Range(2, 10).Select(amount => AddAsync(inbox, amount)));
        hold.SetResult();

        (await Task.WhenAll(calls)).Should().OnlyContain(reply => char.IsAsciiDigit(reply[0]));
        _journal.Durable.Sum.Should().Be(66);
        _journal.Entries.SelectMany(AmountsOf).Should().Equal(Enumerable.Range(1, 11).Select(amount => (long)amount));
    }

    [Fact]
    public async Task A_fresh_id_spares_the_first_read_and_no_later_one()
    {
        _journal.Ends.Enqueue(AppendStatus.Unavailable);
        using ActorInbox<CounterState, List<long>> inbox = Make();
        (await AddAsync(inbox, 1, isOfFreshId: true)).Should().Be("Unavailable");
        (await AddAsync(inbox, 1, isOfFreshId: true)).Should().Be("1");
        _journal.NewIds.Should().Equal([true, false], "the first append may have landed after all");
    }

    [Fact]
    public async Task Callers_on_many_threads_are_each_answered_once_and_none_is_lost()
    {
        const int Callers = 8, Calls = 200;
        using ActorInbox<CounterState, List<long>> inbox = Make();
        Task<string[]>[] callers =
        [
            .. Enumerable.Range(0, Callers).Select(caller => Task.Factory.StartNew(
                () => Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => AddAsync(inbox, 1))),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()),
        ];

        string[][] replies = await Task.WhenAll(callers).Awaiting("the answers of all callers");

        replies.SelectMany(each => each).Should().HaveCount(Callers * Calls).And.OnlyContain(reply => char.IsAsciiDigit(reply[0]));
        _journal.Durable.Sum.Should().Be(Callers * Calls);
        _journal.Entries.SelectMany(AmountsOf).Should().HaveCount(Callers * Calls);
        inbox.Committed(out long version)!.Sum.Should().Be(Callers * Calls);
        version.Should().Be(Callers * Calls);
    }

    [Fact]
    public async Task What_was_put_back_goes_before_what_came_later()
    {
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _journal.Hold = hold.Task;
        using ActorInbox<CounterState, List<long>> inbox = Make();
        List<Task<string>> calls = [.. Enumerable.Range(1, 3).Select(amount => AddAsync(inbox, amount))];
        await _journal.Loading.Awaiting("the load");
        calls.AddRange(Enumerable.Range(4, 20).Select(amount => AddAsync(inbox, amount)));
        hold.SetResult();

        await Task.WhenAll(calls).Awaiting("all answers");

        _journal.Entries.SelectMany(AmountsOf).Should().Equal(Enumerable.Range(1, 23).Select(amount => (long)amount));
        _journal.Entries.Should().OnlyContain(entry => entry.Length <= 20);
    }

    private static async Task<string> AddAsync(ActorInbox<CounterState, List<long>> inbox, long amount, bool isOfFreshId = false)
    {
        AddItem item = new(amount, isOfFreshId);
        inbox.TryAdd(item).Should().BeTrue();
        return await item.Reply.Awaiting($"the answer to adding {amount}");
    }

    private static IEnumerable<long> AmountsOf(byte[] entry) => entry.Chunk(8).Select(part => CounterKind.AmountOf(part));

    private ActorInbox<CounterState, List<long>> Make() => new(
        new AddItem.Rules(), _journal, new ActorKey("counter", "acme", "n"), TimeProvider.System, NullLogger.Instance, () => { });
}
