using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>Goal: a reader never sees a state with another one's version. Method: one thread goes on, another one reads.</summary>
public sealed class AppendOperationTests
{
    [Fact]
    public async Task State_and_version_are_read_as_they_belong_together()
    {
        const long Last = 200_000;
        AppendOperation operation = new(null!);
        operation.Advance_NeedsLock(0L, 0);
        Task writing = Task.Factory.StartNew(
            () =>
            {
                for (long version = 1; version <= Last; version++)
                    operation.Advance_NeedsLock(version, version);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        long version, reads = 0, before = 0;
        do
        {
            object? state = operation.Committed(out version);
            state.Should().Be(version, $"read {++reads}");
            version.Should().BeGreaterThanOrEqualTo(before);
            before = version;
        }
        while (version < Last);

        await writing.Awaiting("the writer");
    }
}
