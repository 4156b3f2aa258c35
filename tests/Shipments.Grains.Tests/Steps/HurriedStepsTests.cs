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
/// Goal: the feed delivers exactly what an inline delivery left, and waits for one under way. Method: the steps of one shard over a journal of two entries;
/// the second, of another parcel, shows how far it came.
/// </summary>
public sealed class HurriedStepsTests : IDisposable
{
    private static readonly ActorKey Parcel = new("parcel", "acme", "a");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly StickyCourier _courier = new();
    private readonly DeliveredSteps _delivered = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _courier.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task What_was_delivered_inline_is_passed()
    {
        HurriedEntry hurried = Hurry(0, 1);
        hurried.End();
        using PacedFeed feed = Feed();
        Task run = RunAsync(feed);

        await _courier.UntilDeliveredAsync(1);

        _courier.Tried.Should().Equal("b@1.0>z");
        await PassUntilAsync(feed, 2);
        await EndAsync(run);
        _courier.Tried.Should().Equal("b@1.0>z");
    }

    [Fact]
    public async Task What_is_under_way_inline_is_waited_for_and_what_it_left_is_delivered()
    {
        HurriedEntry hurried = Hurry(0);
        using PacedFeed feed = Feed();
        Task run = RunAsync(feed);
        await _courier.UntilDeliveredAsync(1);
        await feed.PassAsync(ShardSteps.SaveEvery);
        await feed.PassAsync(ShardSteps.SaveEvery);
        feed.Cursor.Should().Be(0, "the first entry's steps are not all answered");

        hurried.End();

        await _courier.UntilDeliveredAsync(1);
        _courier.Tried.Should().Equal("b@1.0>z", "a@1.1>y");
        await PassUntilAsync(feed, 2);
        await EndAsync(run);
    }

    [Fact]
    public async Task What_was_under_way_inline_when_the_feed_came_and_was_then_done_is_passed()
    {
        HurriedEntry hurried = Hurry(0, 1);
        using PacedFeed feed = Feed();
        Task run = RunAsync(feed);
        await _courier.UntilDeliveredAsync(1);

        hurried.End();

        await PassUntilAsync(feed, 2);
        _courier.Tried.Should().Equal("b@1.0>z");
        await EndAsync(run);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_what_is_under_way_inline()
    {
        Hurry(0);
        using PacedFeed feed = Feed();
        Task run = RunAsync(feed);
        await _courier.UntilDeliveredAsync(1);

        await EndAsync(run);

        feed.Cursor.Should().Be(0);
    }

    private HurriedEntry Hurry(params int[] done)
    {
        HurriedEntry hurried = _delivered.Add(Parcel);
        hurried.Begin(2);
        foreach (int ordinal in done)
            hurried.Done(ordinal);
        return hurried;
    }

    private PacedFeed Feed() => new(_time, Entry(1, "a", "x", "y"), Entry(2, "b", "z"));

    private static FeedEntry Entry(long seq, string source, params string[] targets)
    {
        ParcelEntry entry = new() { AtMs = 1 };
        foreach (string target in targets)
            entry.Steps.Add(new OutgoingStep { Target = target, AttachNumber = new AttachNumber { Parcel = source, Number = target } });
        return new FeedEntry(seq, new ActorKey("parcel", "acme", source), 1, entry.ToByteArray());
    }

    private Task RunAsync(PacedFeed feed)
    {
        StepInstruments instruments = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
        return Task.Run(() => new ShardSteps(0, feed, _courier, _delivered, instruments, _time, NullLogger.Instance).RunAsync(_stop.Token));
    }

    private async Task EndAsync(Task run)
    {
        await _stop.CancelAsync();
        await run.Invoking(task => task.Awaiting("the end of the run")).Should().ThrowAsync<OperationCanceledException>();
    }

    // A delivery is answered a moment before its entry counts as finished.
    private static async Task PassUntilAsync(PacedFeed feed, long cursor)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (feed.Cursor != cursor && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(20))
            await feed.PassAsync(ShardSteps.SaveEvery);
        feed.Cursor.Should().Be(cursor);
    }
}
