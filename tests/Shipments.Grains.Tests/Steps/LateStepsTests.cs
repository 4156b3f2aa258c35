using System.Diagnostics.Metrics;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shipments.Grains.Steps;
using Shipments.Journal.V1;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Steps;

/// <summary>
/// Goal: a member of a container that does not answer holds up none of the others, and is told all the same. Method: the steps of a shard over a
/// journal whose time the test drives, and members that stick until they are freed.
/// </summary>
public sealed class LateStepsTests : IDisposable
{
    private const string Bag = "container/acme/CN38-7";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly StickyCourier _courier = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly StepInstruments _instruments =
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public void Dispose()
    {
        _courier.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task A_stuck_member_does_not_stop_the_others_nor_the_next_slice()
    {
        using PacedFeed feed = new(_time, Slice(1, 1, "p0", "p1", "p2"), Slice(2, 2, "p3"));
        _courier.Stick("parcel/acme/p1");
        Task run = RunAsync(feed);
        await PassUntilAsync(feed, () => _courier.Delivered.Contains($"CN38-7@2.1>{Bag}"), "the end of the second slice");
        _courier.Late.Should().Equal("1", "");
        _courier.Delivered.Should().Contain("CN38-7@1.0>parcel/acme/p0").And.Contain("CN38-7@1.2>parcel/acme/p2").And.NotContain("CN38-7@1.1>parcel/acme/p1");
        await feed.PassAsync(TimeSpan.FromMinutes(1));
        feed.Cursor.Should().Be(0, "the stuck one has still to be told");
        _courier.Answered.Should().BeEmpty();
        _courier.Free("parcel/acme/p1");
        await PassUntilAsync(feed, () => feed.Cursor == 2, "the cursor behind both slices");
        _courier.Delivered.Should().Contain("CN38-7@1.1>parcel/acme/p1");
        _courier.Answered.Should().Equal(["CN38-7@1.1>parcel/acme/p1"], "the container has to hear of a late one");
        await EndAsync(run);
    }

    [Fact]
    public async Task As_many_as_the_bound_may_be_late()
    {
        string[] members = Stuck(LateSteps.ReceiversMax);
        using PacedFeed feed = new(_time, Slice(1, 1, members));
        Task run = RunAsync(feed);
        await PassUntilAsync(feed, () => _courier.Late.Count == 1, "the end of the slice");
        _courier.Late.Single().Split(',').Should().HaveCount(LateSteps.ReceiversMax);
        await EndAsync(run);
    }

    [Fact]
    public async Task For_one_late_member_more_than_the_bound_the_slice_waits()
    {
        string[] members = Stuck(LateSteps.ReceiversMax + 1);
        using PacedFeed feed = new(_time, Slice(1, 1, members));
        Task run = RunAsync(feed);
        await PassUntilAsync(feed, () => _courier.Tried.Count == members.Length, "a try of every member");
        await feed.PassAsync(TimeSpan.FromMinutes(1));
        _courier.Delivered.Should().BeEmpty("one too many is late");
        foreach (string member in members)
            _courier.Free($"parcel/acme/{member}");
        await PassUntilAsync(feed, () => _courier.Late.Count == 1, "the end of the slice");
        await EndAsync(run);
    }

    [Fact]
    public async Task What_was_late_is_told_again_after_a_restart()
    {
        using PacedFeed feed = new(_time, Slice(1, 1, "p0", "p1"));
        _courier.Stick("parcel/acme/p1");
        Task run = RunAsync(feed);
        await PassUntilAsync(feed, () => _courier.Late.Count == 1, "the end of the slice");
        await _stop.CancelAsync();
        await run.Invoking(task => task.Awaiting("the end of the run")).Should().ThrowAsync<OperationCanceledException>();
        feed.Cursor.Should().Be(0);
        _courier.Free("parcel/acme/p1");
        using PacedFeed again = new(_time, Slice(1, 1, "p0", "p1"));
        using CancellationTokenSource stop = new();
        Task second = RunAsync(again, stop.Token);
        await PassUntilAsync(again, () => again.Cursor == 1, "the cursor behind the slice");
        _courier.Late.Should().Equal(["1", ""], "the second time nobody is late");
        await stop.CancelAsync();
        await second.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    private string[] Stuck(int count)
    {
        string[] members = [.. Enumerable.Range(0, count).Select(i => $"p{i}")];
        _courier.Stick([.. members.Select(member => $"parcel/acme/{member}")]);
        return members;
    }

    private static FeedEntry Slice(long seq, long version, params string[] parcels)
    {
        ContainerEntry entry = new() { AtMs = 1, FanOut = new ContainerFanOut() };
        foreach (string parcel in parcels)
            entry.FanOut.Targets.Add(new FanOutTarget { Id = $"parcel/{parcel}", HasMoves = true, Moves = { 2 } });
        return new FeedEntry(seq, ActorKey.Parse(Bag), version, entry.ToByteArray());
    }

    private Task RunAsync(PacedFeed feed, CancellationToken? stop = null) => Task.Run(
        () => new ShardSteps(0, feed, _courier, new DeliveredSteps(), _instruments, _time, NullLogger.Instance).RunAsync(stop ?? _stop.Token));

    private async Task EndAsync(Task run)
    {
        await _stop.CancelAsync();
        await run.Invoking(task => task.Awaiting("the end of the run")).Should().ThrowAsync<OperationCanceledException>();
    }

    // A wait is armed a moment after its try, so time passes until what it brings is there.
    private static async Task PassUntilAsync(PacedFeed feed, Func<bool> awaited, string what)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!awaited())
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(20))
                throw new TimeoutException($"timed out awaiting {what}");
            await feed.PassAsync(LateSteps.After);
        }
    }
}
