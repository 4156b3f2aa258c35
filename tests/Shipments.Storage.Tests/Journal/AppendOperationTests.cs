using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>Goal: a reader never sees a state with another one's version. Method: one thread goes on, another one reads.</summary>
public sealed class AppendOperationTests
{
    private const long Last = 200_000;

    [Fact]
    public async Task State_and_version_are_read_as_they_belong_together() =>
        await ReadWhileWritingAsync(new WholeKind(), (version, _) => new Pair { Left = version, Right = version });

    [Fact]
    public async Task A_state_that_is_brought_on_in_place_is_read_whole_with_its_version() =>
        await ReadWhileWritingAsync(new InPlaceKind(), (version, next) =>
        {
            (next.Left, next.Right) = (version, version);
            return next;
        });

    [Fact]
    public void A_session_keeps_the_object_that_is_brought_on_in_place()
    {
        AppendOperation operation = Begin(new InPlaceKind());
        object? held = operation.State;
        operation.Advance_NeedsLock(new Pair { Left = 1, Right = 1 }, 1);
        operation.State.Should().BeSameAs(held);
        operation.Committed(out long version).Should().NotBeSameAs(held).And.BeEquivalentTo(new { Left = 1L, Right = 1L });
        version.Should().Be(1);
    }

    private static async Task ReadWhileWritingAsync(ActorKind kind, Func<long, Pair, Pair> make)
    {
        AppendOperation operation = Begin(kind);
        Pair next = new();
        Task writing = Task.Factory.StartNew(
            () =>
            {
                for (long version = 1; version <= Last; version++)
                    operation.Advance_NeedsLock(make(version, next), version);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        long version, reads = 0, before = 0;
        do
        {
            Pair state = (Pair)operation.Committed(out version)!;
            (state.Left, state.Right).Should().Be((version, version), $"read {++reads}");
            version.Should().BeGreaterThanOrEqualTo(before);
            before = version;
        }
        while (version < Last);

        await writing.Awaiting("the writer");
    }

    private static AppendOperation Begin(ActorKind kind)
    {
        AppendOperation operation = new(new ActorSlot(ActorKey.Parse("pair/acme/1"), kind, null!));
        operation.Begin_NeedsLock(new Pair(), 0);
        return operation;
    }

    private sealed class Pair
    {
        public long Left { get; set; }

        public long Right { get; set; }
    }

    private class WholeKind() : ActorKind<Pair>("pair", format: 1)
    {
        public override Pair Empty(ActorKey key) => new();

        public override Pair Decode(ActorKey key, int format, ReadOnlyMemory<byte> row) => new();

        public override Pair Fold(ActorKey key, Pair state, long version, ReadOnlyMemory<byte> entry) => state;

        public override ReadOnlyMemory<byte> Encode(Pair state) => default;

        public override int SizeBytes(Pair state) => 0;
    }

    private sealed class InPlaceKind : WholeKind
    {
        public override Pair Settle(Pair held, Pair next)
        {
            held.Left = next.Left;
            held.Right = next.Right;
            return held;
        }

        public override Pair Snapshot(Pair state) => new() { Left = state.Left, Right = state.Right };
    }
}
