using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shipments.Contracts.Messages;
using Shipments.Grains.Lanes;
using Shipments.Grains.Tests.Feed;
using Shipments.Journal.V1;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Lanes;

public sealed class ShardLaneFeedTests : IDisposable
{
    private readonly LaneJournal _journal = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ScriptedLanes _lanes = new();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    [Fact]
    public async Task Lanes_that_do_not_answer_hold_up_no_other()
    {
        for (int lane = 0; lane < ShardLaneFeed.CallsMax - 1; lane++)
            _journal.Add($"CN-US/stuck{lane}");
        Task run = Feed();
        await _lanes.Seen("acme/CN-US/stuck0").Awaiting("a call to a lane that does not answer");
        _journal.Add("CN-US/well");
        await _lanes.Seen("acme/CN-US/well").Awaiting("a call to a lane that does");
        run.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_saved_lane_raises_the_cursor()
    {
        _journal.Add("CN-US/well");
        _journal.Add("CN-US/well");
        _ = Feed();
        (await _journal.Saved.Awaiting("the saved cursor")).Should().Be(2);
    }

    [Fact]
    public async Task A_journal_that_was_trimmed_goes_on_where_it_begins()
    {
        _journal.Add("CN-US/well");
        _journal.TrimmedTo = 1;
        await Feed().Awaiting("the end of the run");
        (await _journal.Saved.Awaiting("the saved cursor")).Should().Be(1);
    }

    private Task Feed() => new ShardLaneFeed(
        0, 64, _journal, _lanes, TimeProvider.System,
        new LaneInstruments(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()),
        NullLogger.Instance).RunAsync(_stop.Token);

    /// <summary>Lanes that count at once and have saved what they count; those called stuck never answer.</summary>
    private sealed class ScriptedLanes : ILaneCalls
    {
        private readonly Dictionary<string, TaskCompletionSource> _seen = [];

        public Task Seen(string lane) => Signal(lane).Task;

        public Task<ApplyLaneReply> ApplyAsync(string lane, ApplyLaneCommand command, CancellationToken cancellationToken)
        {
            Signal(lane).TrySetResult();
            return lane.Contains("stuck", StringComparison.Ordinal)
                ? new TaskCompletionSource<ApplyLaneReply>().Task
                : Task.FromResult(new ApplyLaneReply { Mark = command.UpTo, Saved = command.UpTo });
        }

        public Task SaveAsync(string lane, CancellationToken cancellationToken) => throw new NotSupportedException("a feeder saves no lane");

        private TaskCompletionSource Signal(string lane)
        {
            lock (_seen)
            {
                if (!_seen.TryGetValue(lane, out TaskCompletionSource? signal))
                    _seen[lane] = signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return signal;
            }
        }
    }

    /// <summary>A shard's journal in memory. A read at its end waits for the next entry, or gives nothing when it may not wait long.</summary>
    private sealed class LaneJournal : IJournalFeed
    {
        private readonly FakeJournal _journal = new();
        private readonly TaskCompletionSource<long> _saved = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _seq;

        public Task<long> Saved => _saved.Task;

        public long TrimmedTo { set => _journal.TrimmedTo = value; }

        public FeedIdentity Identity => _journal.Identity;

        public void Add(string lane) => _journal.Add($"parcel/acme/p{++_seq}", new ParcelEntry
        {
            AtMs = 1, Decided = new ParcelDecided { Phase = (int)Domain.Parcels.Phase.Pending, Lane = lane },
        });

        public async ValueTask<FeedPage> ReadAsync(int shard, long after, int entriesMax, TimeSpan wait, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return await _journal.ReadAsync(shard, after, entriesMax, wait < TimeSpan.FromSeconds(5) ? TimeSpan.Zero : wait, cancellationToken);
        }

        public ValueTask<long> FindPlaceAsync(int shard, DateTimeOffset at, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken) => ValueTask.FromResult(0L);

        public ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken)
        {
            _saved.TrySetResult(seq);
            return ValueTask.CompletedTask;
        }
    }
}
