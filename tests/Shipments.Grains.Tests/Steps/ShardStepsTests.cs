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
/// Goal: a receiver that does not answer holds up nothing but its own source, and no step is lost. Method: the steps of one shard over a
/// journal whose time the test drives, and a courier whose receivers stick until they are freed.
/// </summary>
public sealed class ShardStepsTests : IDisposable
{
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
    public async Task A_stuck_receiver_does_not_hold_the_step_of_another_source()
    {
        using PacedFeed feed = new(_time, Entry(1, "a", 1, "x"), Entry(2, "b", 1, "y"));
        _courier.Stick("x");
        Task run = RunAsync(feed);
        await _courier.UntilDeliveredAsync(1);
        _courier.Delivered.Should().Equal("b@1.0>y");
        await EndAsync(run);
    }

    [Fact]
    public async Task The_cursor_stays_below_the_oldest_unfinished_entry_and_passes_it_when_it_is_done()
    {
        using PacedFeed feed = new(_time, Entry(1, "a", 1, "w"), Entry(2, "b", 1, "x"), Entry(3, "c", 1, "y"));
        _courier.Stick("x");
        Task run = RunAsync(feed);
        await _courier.UntilDeliveredAsync(2);
        await PassUntilAsync(feed, 1);
        await feed.PassAsync(TimeSpan.FromHours(1));
        feed.Cursor.Should().Be(1, "entry 2 is not answered");
        _courier.Free("x");
        await _courier.UntilDeliveredAsync(1);
        await PassUntilAsync(feed, 3);
        await EndAsync(run);
    }

    [Fact]
    public async Task Entries_of_one_source_go_in_order()
    {
        using PacedFeed feed = new(_time, Entry(1, "a", 1, "x"), Entry(2, "a", 2, "y"), Entry(3, "b", 1, "z"));
        _courier.Stick("x");
        Task run = RunAsync(feed);
        await _courier.UntilTriedAsync(2);
        _courier.Tried.Should().Equal("a@1.0>x", "b@1.0>z");
        _courier.Free("x");
        await _courier.UntilDeliveredAsync(3);
        _courier.Delivered.Should().Equal("b@1.0>z", "a@1.0>x", "a@2.0>y");
        await EndAsync(run);
    }

    [Fact]
    public async Task Receivers_of_one_entry_are_served_side_by_side_up_to_their_bound()
    {
        string[] targets = [.. Enumerable.Range(0, EntryDelivery.TargetsMax + 1).Select(i => $"t{i}")];
        using PacedFeed feed = new(_time, Entry(1, "a", 1, targets));
        _courier.Stick(targets);
        Task run = RunAsync(feed);
        await _courier.UntilTriedAsync(EntryDelivery.TargetsMax);
        await feed.PassAsync(ShardSteps.SaveEvery);
        _courier.Tried.Should().HaveCount(EntryDelivery.TargetsMax);
        _courier.Free("t0");
        await _courier.UntilTriedAsync(1);
        _courier.Tried.Should().HaveCount(EntryDelivery.TargetsMax + 1);
        await EndAsync(run);
    }

    [Fact]
    public async Task Steps_of_one_entry_to_one_receiver_go_in_order()
    {
        using PacedFeed feed = new(_time, Entry(1, "a", 1, "x", "y", "x", "x"));
        Task run = RunAsync(feed);
        await _courier.UntilDeliveredAsync(4);
        _courier.Delivered.Where(step => step.EndsWith('x')).Should().Equal("a@1.0>x", "a@1.2>x", "a@1.3>x");
        await EndAsync(run);
    }

    [Fact]
    public async Task At_the_bound_reading_waits_for_room()
    {
        FeedEntry[] entries = [.. Enumerable.Range(1, SourceQueues.EntriesMax + 1).Select(i => Entry(i, $"s{i}", 1, $"t{i}"))];
        _courier.Stick([.. entries.Select((_, i) => $"t{i + 1}")]);
        using PacedFeed feed = new(_time, entries);
        Task run = RunAsync(feed);
        await _courier.UntilTriedAsync(SourceQueues.EntriesMax);
        _courier.Tried.Should().HaveCount(SourceQueues.EntriesMax);
        _courier.Free("t7");
        await _courier.UntilTriedAsync(1);
        _courier.Tried.Last().Should().Be($"s{entries.Length}@1.0>t{entries.Length}");
        await feed.PassAsync(ShardSteps.SaveEvery);
        feed.Cursor.Should().Be(0);
        await EndAsync(run);
    }

    [Fact]
    public async Task What_was_unfinished_is_done_again_after_a_restart()
    {
        using PacedFeed feed = new(_time, Entry(1, "a", 1, "w"), Entry(2, "b", 1, "x"), Entry(3, "c", 1, "y"));
        _courier.Stick("x");
        Task run = RunAsync(feed);
        await _courier.UntilDeliveredAsync(2);
        await PassUntilAsync(feed, 1);
        await _stop.CancelAsync();
        await EndAsync(run);
        _courier.Free("x");
        using PacedFeed again = new(_time, Entry(1, "a", 1, "w"), Entry(2, "b", 1, "x"), Entry(3, "c", 1, "y"));
        await again.SaveCursorAsync(ShardSteps.Consumer, 0, feed.Cursor, CancellationToken.None);
        using CancellationTokenSource stop = new();
        Task second = RunAsync(again, stop.Token);
        await _courier.UntilDeliveredAsync(2);
        _courier.Delivered.Should().BeEquivalentTo("a@1.0>w", "c@1.0>y", "b@1.0>x", "c@1.0>y");
        await stop.CancelAsync();
        await second.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_fault_in_the_work_ends_the_run_with_it()
    {
        using PacedFeed feed = new(_time, Entry(1, "a", 1, "x"));
        _courier.Fault = new InvalidDataException("a fault of the courier");
        Func<Task> run = () => RunAsync(feed).Awaiting("the end of the run");
        await run.Should().ThrowAsync<InvalidDataException>().WithMessage("a fault of the courier");
    }

    [Fact]
    public async Task The_oldest_unfinished_entry_ages()
    {
        using PacedFeed feed = new(_time, Entry(1, "a", 1, "x"));
        _courier.Stick("x");
        using MeterListener listener = new();
        List<(string Name, double Value)> measured = [];
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name.StartsWith("shipments.steps.", StringComparison.Ordinal) && instrument.Meter.Scope is not null)
                own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => measured.Add((instrument.Name, value)));
        Task run = RunAsync(feed);
        await _courier.UntilTriedAsync(1);
        await feed.PassAsync(TimeSpan.FromSeconds(90));
        listener.Start();
        listener.RecordObservableInstruments();
        measured.Should().Contain(("shipments.steps.oldest.age", 90.0));
        await EndAsync(run);
    }

    private static FeedEntry Entry(long seq, string source, long version, params string[] targets)
    {
        ParcelEntry entry = new() { AtMs = 1 };
        foreach (string target in targets)
            entry.Steps.Add(new OutgoingStep { Target = target, AttachNumber = new AttachNumber { Parcel = source, Number = target } });
        return new FeedEntry(seq, new ActorKey("parcel", "acme", source), version, entry.ToByteArray());
    }

    private Task RunAsync(PacedFeed feed, CancellationToken? stop = null) => Task.Run(
        () => new ShardSteps(0, feed, _courier, new DeliveredSteps(), _instruments, _time, NullLogger.Instance).RunAsync(stop ?? _stop.Token));

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
