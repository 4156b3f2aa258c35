using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shipments.Contracts.Messages;
using Shipments.Grains.Lanes;
using Shipments.Grains.Tests.Steps;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Lanes;

/// <summary>
/// Goal: lanes are saved three seconds after their first unsaved count, four at a time. Method: lanes of a script; the clock moves only when the test
/// moves it, and the saves have a thread of their own, so that a tick is over when that is idle.
/// </summary>
public sealed class LaneSavesTests : IAsyncLifetime
{
    private readonly ScriptedLanes _lanes = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedLifecycle _life = new();
    private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private readonly LaneSaves _saves;

    public LaneSavesTests() => _saves = new LaneSaves(_lanes, _time, NullLogger<LaneSaves>.Instance);

    public async Task InitializeAsync()
    {
        _saves.Participate(_life);
        await InTurnAsync(_life.StartAsync);
        await SettledAsync();
    }

    public async Task DisposeAsync()
    {
        await InTurnAsync(_life.StopAsync).Awaiting("the stop of the saves");
        _saves.Dispose();
        _life.Dispose();
    }

    [Fact]
    public async Task A_lane_is_saved_three_seconds_after_its_first_unsaved_count()
    {
        await AddAsync("a");
        await TickAsync(1);
        await AddAsync("b");
        await TickAsync(1.999);
        _lanes.Begun.Should().BeEmpty();
        await TickAsync(0.001);
        _lanes.Begun.Should().Equal("a");
        await TickAsync(0.999);
        _lanes.Begun.Should().Equal("a");
        await TickAsync(0.001);
        _lanes.Begun.Should().Equal("a", "b");
    }

    [Fact]
    public async Task Four_are_saved_at_once_and_then_the_most_overdue_one_whenever_one_ends()
    {
        foreach (string lane in (string[])["a", "b", "c", "d", "e", "f"])
        {
            _lanes.Hold(lane);
            await AddAsync(lane);
        }

        await TickAsync(3);
        _lanes.Begun.Should().Equal("a", "b", "c", "d");
        await TickAsync(60);
        _lanes.Begun.Should().HaveCount(LaneSaves.SavesMax, "none has ended");

        await EndAsync("c");
        _lanes.Begun.Should().Equal("a", "b", "c", "d", "e");
        await EndAsync("a");
        _lanes.Begun.Should().Equal("a", "b", "c", "d", "e", "f");
        await EndAsync("b");
        (_lanes.Begun.Count, _lanes.UnderWayMax).Should().Be((6, LaneSaves.SavesMax));
    }

    [Fact]
    public async Task Saves_that_fail_hold_up_no_later_one()
    {
        for (int i = 0; i < LaneSaves.SavesMax; i++)
            await AddAsync($"broken{i}");
        await AddAsync("well");
        await TickAsync(3);
        _lanes.Begun.Should().BeEquivalentTo("broken0", "broken1", "broken2", "broken3", "well");
    }

    private Task AddAsync(string lane) => InTurnAsync(() =>
    {
        _saves.Add(lane);
        return Task.CompletedTask;
    });

    private async Task EndAsync(string lane)
    {
        await InTurnAsync(() =>
        {
            _lanes.End(lane);
            return Task.CompletedTask;
        });
        await SettledAsync();
    }

    private async Task TickAsync(double seconds)
    {
        await SettledAsync();
        _time.Advance(TimeSpan.FromSeconds(seconds));
        await SettledAsync();
    }

    // What goes on after a wait joins the end of the queue, a few times over.
    private async Task SettledAsync()
    {
        for (int i = 0; i < 20; i++)
            await InTurnAsync(() => Task.CompletedTask).Awaiting("the saves' turn");
    }

    private Task InTurnAsync(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap();

    /// <summary>Lanes that save at once, or when told; those called broken fail.</summary>
    private sealed class ScriptedLanes : ILaneCalls
    {
        private readonly Dictionary<string, TaskCompletionSource> _held = [];
        private int _underWay;

        public List<string> Begun { get; } = [];

        public int UnderWayMax { get; private set; }

        public void Hold(string lane) => _held[lane] = new TaskCompletionSource();

        public void End(string lane) => _held[lane].SetResult();

        public Task<ApplyLaneReply> ApplyAsync(string lane, ApplyLaneCommand command, CancellationToken cancellationToken) =>
            throw new NotSupportedException("a save counts nothing");

        public async Task SaveAsync(string lane, CancellationToken cancellationToken)
        {
            Begun.Add(lane);
            UnderWayMax = Math.Max(UnderWayMax, ++_underWay);
            if (lane.StartsWith("broken", StringComparison.Ordinal))
                throw new InvalidDataException("a script said so");
            if (_held.TryGetValue(lane, out TaskCompletionSource? held))
            {
                await using CancellationTokenRegistration stop = cancellationToken.Register(() => held.TrySetCanceled(cancellationToken));
                await held.Task;
            }

            _underWay--;
        }
    }
}
