using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Shipments.Grains.Inbox;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Inbox;

/// <summary>Goal: an actor is changed without being active, and nothing of it stays behind. Method: brief inboxes over a scripted journal.</summary>
public sealed class BriefInboxesTests
{
    private static readonly ActorKey Key = new("counter", "acme", "n");

    private readonly ScriptedJournal _journal = new();
    private readonly ScriptedOwnership _ownership = new();

    [Fact]
    public async Task Items_that_come_together_share_a_session_which_ends_with_the_last_of_them()
    {
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _journal.Hold = hold.Task;
        BriefInboxes<CounterState, List<long>> inboxes = Make();
        Task<string>[] replies = [.. Enumerable.Range(1, 3).Select(amount => inboxes.TrySubmit(Key, new AddItem(amount))!)];
        await _journal.Loading.Awaiting("the load");
        inboxes.Count.Should().Be(1);
        hold.SetResult();

        (await Task.WhenAll(replies).Awaiting("all answers")).Should().Equal("1", "6", "6");

        inboxes.Count.Should().Be(0);
        _journal.Sessions.Should().ContainSingle().Which.IsDisposed.Should().BeTrue();
        _journal.Entries.Should().HaveCount(2, "what waited while the first was committed is one entry");
    }

    [Fact]
    public async Task A_later_item_finds_what_is_durable_by_then()
    {
        BriefInboxes<CounterState, List<long>> inboxes = Make();
        (await inboxes.TrySubmit(Key, new AddItem(5))!.Awaiting("the first answer")).Should().Be("5");
        _journal.Durable = _journal.Durable.Add(100);

        (await inboxes.TrySubmit(Key, new AddItem(1))!.Awaiting("the second answer")).Should().Be("106");

        _journal.Sessions.Should().HaveCount(2).And.OnlyContain(session => session.IsDisposed);
        inboxes.Count.Should().Be(0);
    }

    [Theory]
    [InlineData(OwnershipAnswer.No)]
    [InlineData(OwnershipAnswer.NotNow)]
    public void An_actor_for_which_the_silo_may_not_act_now_is_not_taken(OwnershipAnswer answer)
    {
        _ownership.Answer = answer;
        BriefInboxes<CounterState, List<long>> inboxes = Make();

        inboxes.TrySubmit(Key, new AddItem(5)).Should().BeNull();

        _journal.NewIds.Should().BeEmpty("nothing was loaded");
        inboxes.Count.Should().Be(0);
    }

    [Fact]
    public async Task One_actor_more_than_the_bound_is_not_taken_and_a_further_item_of_a_taken_one_is()
    {
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _journal.Hold = hold.Task;
        BriefInboxes<CounterState, List<long>> inboxes = Make();
        List<Task<string>?> replies =
        [
            .. Enumerable.Range(0, BriefInboxes<CounterState, List<long>>.ActorsMax)
                .Select(n => inboxes.TrySubmit(new ActorKey("counter", "acme", $"n{n}"), new AddItem(0))),
        ];
        replies.Should().NotContainNulls();

        inboxes.TrySubmit(Key, new AddItem(0)).Should().BeNull();
        replies.Add(inboxes.TrySubmit(new ActorKey("counter", "acme", "n0"), new AddItem(0)));
        replies[^1].Should().NotBeNull();

        hold.SetResult();
        await Task.WhenAll(replies!).Awaiting("all answers");
        inboxes.Count.Should().Be(0);
        inboxes.TrySubmit(Key, new AddItem(0)).Should().NotBeNull("there is room again");
    }

    [Theory]
    [InlineData(AppendStatus.Moved, "Moved")]
    [InlineData(AppendStatus.Revoked, "Moved")]
    [InlineData(AppendStatus.Unavailable, "Unavailable")]
    [InlineData(AppendStatus.Overloaded, "Overloaded")]
    public async Task An_append_that_fails_is_told_and_leaves_nothing_behind(AppendStatus end, string told)
    {
        _journal.Ends.Enqueue(end);
        BriefInboxes<CounterState, List<long>> inboxes = Make();

        (await inboxes.TrySubmit(Key, new AddItem(5))!.Awaiting("the answer")).Should().Be(told);

        inboxes.Count.Should().Be(0);
        _journal.Sessions.Should().ContainSingle().Which.IsDisposed.Should().BeTrue();
        (await inboxes.TrySubmit(Key, new AddItem(5))!.Awaiting("the answer to the repetition")).Should().Be("5");
    }

    [Fact]
    public async Task Callers_on_many_threads_are_each_answered_once_and_none_is_lost()
    {
        const int Callers = 8, Calls = 200;
        BriefInboxes<CounterState, List<long>> inboxes = Make();
        Task<string[]>[] callers =
        [
            .. Enumerable.Range(0, Callers).Select(_ => Task.Factory.StartNew(
                () => Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => inboxes.TrySubmit(Key, new AddItem(1))!)),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()),
        ];

        string[][] replies = await Task.WhenAll(callers).Awaiting("the answers of all callers");

        replies.SelectMany(each => each).Should().HaveCount(Callers * Calls).And.OnlyContain(reply => char.IsAsciiDigit(reply[0]));
        _journal.Durable.Sum.Should().Be(Callers * Calls);
        inboxes.Count.Should().Be(0);
    }

    private BriefInboxes<CounterState, List<long>> Make() => new(
        new AddItem.Rules(),
        new JournaledServices(_journal, _ownership, TimeProvider.System, new LocalGrains(Options.Create(new GrainCollectionOptions()), TimeProvider.System)),
        NullLogger<BriefInboxes<CounterState, List<long>>>.Instance);
}
