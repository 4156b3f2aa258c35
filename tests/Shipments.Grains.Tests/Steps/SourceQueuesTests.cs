using Microsoft.Extensions.Time.Testing;
using Shipments.Grains.Steps;
using Shipments.Journal.V1;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Steps;

/// <summary>Goal: what waits is bounded in bytes. Method: queues whose work waits for the test.</summary>
public sealed class SourceQueuesTests : IDisposable
{
    private readonly CancellationTokenSource _run = new();
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Entries_of_the_bytes_at_the_bound_are_taken_and_one_byte_more_waits_for_room()
    {
        SourceQueues queues = new(WaitAsync, new FakeTimeProvider(), _run);
        queues.TryAdd(Entry(1, (int)SourceQueues.BytesMax - 10), out _).Should().BeTrue();
        queues.TryAdd(Entry(2, 10), out _).Should().BeTrue();
        queues.TryAdd(Entry(3, 1), out Task room).Should().BeFalse();
        _go.SetResult();
        await room.Awaiting("room");
        queues.TryAdd(Entry(3, 1), out _).Should().BeTrue();
    }

    [Fact]
    public void An_entry_larger_than_the_bound_is_taken_alone()
    {
        SourceQueues queues = new(WaitAsync, new FakeTimeProvider(), _run);
        queues.TryAdd(Entry(1, (int)SourceQueues.BytesMax + 1), out _).Should().BeTrue();
        queues.TryAdd(Entry(2, 1), out _).Should().BeFalse();
    }

    private async Task<Task> WaitAsync(StepEntry entry, CancellationToken cancellationToken)
    {
        await _go.Task.WaitAsync(cancellationToken);
        return Task.CompletedTask;
    }

    private static StepEntry Entry(long seq, int sizeBytes) => new(seq, new ActorKey("parcel", "acme", $"p{seq}"), 1, [new OutgoingStep()], sizeBytes, 0);
}
