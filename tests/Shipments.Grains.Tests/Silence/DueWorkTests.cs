using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shipments.Contracts.Messages;
using Shipments.Grains.Silence;
using Shipments.Grains.Tests.Steps;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Silence;

/// <summary>
/// Goal: due actors are woken at a bounded rate, and one that cannot be woken keeps no other from it. Method: the work over claims and grains of a
/// script; the clock moves only when the test moves it, and the work has a thread of its own, so that a tick is over when that is idle.
/// </summary>
public sealed class DueWorkTests : IAsyncLifetime
{
    private readonly ScriptedDue _due = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedLifecycle _life = new();
    private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly IGrainFactory _grains;
    private readonly WakingGrains _script;
    private DueWork? _work;

    public DueWorkTests() => (_grains, _script) = WakingGrains.Make();

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_work is not null)
            await InTurnAsync(_life.StopAsync).Awaiting("the stop of the work");
        _work?.Dispose();
        _life.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Those_due_are_claimed_each_second_up_to_the_rate_and_woken()
    {
        await StartAsync(rate: 7);
        _due.Next(Parcel("a"), Number("RB1"));

        await TickAsync();
        await TickAsync();

        Woken().Should().Equal("parcel/acme/a", "number/acme/RB1");
        _due.Asked.Should().Equal(7, 7);
    }

    [Fact]
    public async Task With_a_rate_of_zero_nobody_is_claimed()
    {
        await StartAsync(rate: 0);
        _due.Next(Parcel("a"));

        await TickAsync();

        _due.Asked.Should().BeEmpty();
        Woken().Should().BeEmpty();
    }

    [Fact]
    public async Task One_that_does_not_answer_keeps_no_other_waiting_and_takes_one_place()
    {
        await StartAsync(rate: 1_000);
        TaskCompletionSource<WakeReply> never = new();
        _script.Script["parcel/acme/stuck"] = () => never.Task;
        _due.Next(Parcel("stuck"), Parcel("a"));
        await TickAsync();
        _due.Next(Parcel("b"));

        await TickAsync();

        Woken().Should().Equal("parcel/acme/stuck", "parcel/acme/a", "parcel/acme/b");
        _due.Asked.Should().Equal(1_000, 999);
        never.SetResult(Ok());
    }

    [Fact]
    public async Task No_more_are_under_way_than_the_bound()
    {
        await StartAsync(rate: 1_000);
        TaskCompletionSource<WakeReply> held = new();
        DueActor[] many = [.. Enumerable.Range(0, DueWork.UnderWayMax).Select(i => Parcel("p" + i))];
        foreach (DueActor actor in many)
            _script.Script[actor.Key.Value] = () => held.Task;
        _due.Next(many[1..]);
        await TickAsync();
        _due.Next(many[0]);
        await TickAsync();
        await TickAsync();
        Woken().Should().HaveCount(DueWork.UnderWayMax);
        _due.Asked.Should().Equal([1_000, 1], "without room nobody is claimed");

        held.SetResult(Ok());
        await SettledAsync();
        await TickAsync();
        _due.Asked.Should().Equal(1_000, 1, 1_000);
    }

    [Fact]
    public async Task One_that_fails_is_left_alone_for_a_pause_that_doubles_and_the_next_one_is_woken()
    {
        await StartAsync(rate: 10);
        using Measured measured = new(Meters);
        _script.Script["parcel/acme/broken"] = () => throw new InvalidOperationException("its state does not parse");
        _script.Script["parcel/acme/full"] = () => WakingGrains.Answer(CallStatus.Overloaded);
        List<string> woken = [];

        foreach (int seconds in (int[])[1, 119, 1, 239, 1])
        {
            _due.Next(Parcel("broken"), Parcel("full"), Parcel("a"));
            await TickAsync(seconds);
            woken.Add(string.Join(' ', Woken().Select(key => key["parcel/acme/".Length..])));
        }

        woken.Should().Equal(["broken full a", "a", "broken full a", "a", "broken full a"], "the first pause lasts 2 minutes, the second 4");
        measured.Of("shipments.due.wakes").CountBy(each => each.Tag).ToDictionary().Should().BeEquivalentTo(
            new Dictionary<string, int> { ["failed"] = 6, ["paused"] = 4, ["early"] = 5 });
    }

    [Fact]
    public async Task One_that_answers_again_has_no_pause_left()
    {
        await StartAsync(rate: 10);
        Func<Task<WakeReply>> failing = () => WakingGrains.Answer(CallStatus.Unavailable);
        _script.Script["parcel/acme/a"] = failing;
        List<int> woken = [];
        foreach ((int seconds, bool fails) in ((int, bool)[])[(1, true), (120, true), (240, false), (1, true), (120, true)])
        {
            _script.Script["parcel/acme/a"] = fails ? failing : () => Task.FromResult(Ok());
            _due.Next(Parcel("a"));
            await TickAsync(seconds);
            woken.Add(Woken().Count);
        }

        woken.Should().Equal(1, 1, 1, 1, 1);
    }

    [Fact]
    public async Task What_came_of_it_and_how_late_it_was_is_measured()
    {
        await StartAsync(rate: 10);
        using Measured measured = new(Meters);
        _script.Script["parcel/acme/s"] = () => Task.FromResult(new WakeReply { Header = Ok().Header, Stalled = true });
        _script.Script["parcel/acme/e"] = () => Task.FromResult(new WakeReply { Header = Ok().Header, Stalled = true, Expired = true });
        _due.Next(Parcel("s", late: 9), Parcel("e", late: 5), Number("RB1"));

        await TickAsync();

        measured.Of("shipments.due.wakes").Should().Equal(("stalled", 1), ("expired", 1), ("number", 1));
        measured.Of("shipments.due.lag").Should().Equal(("", 10), ("", 6), ("", 1));
        measured.Of("shipments.due.oldest.age")[^1].Value.Should().Be(10);
        await TickAsync();
        measured.Of("shipments.due.oldest.age")[^1].Value.Should().Be(0, "nobody is due any more");
    }

    [Fact]
    public async Task A_claim_that_fails_is_made_again()
    {
        await StartAsync(rate: 10);
        _due.Fails = true;
        await TickAsync();
        _due.Fails = false;
        _due.Next(Parcel("a"));

        await TickAsync();

        Woken().Should().Equal("parcel/acme/a");
    }

    private static WakeReply Ok() => new() { Header = new CallHeader { Status = CallStatus.Ok } };

    private async Task StartAsync(int rate)
    {
        _work = new DueWork(
            _due, _grains, Options.Create(new DueOptions { WakesPerSecondMax = rate }), new DueInstruments(Meters), _time, NullLogger<DueWork>.Instance);
        _work.Participate(_life);
        await InTurnAsync(_life.StartAsync);
        await SettledAsync();
    }

    private async Task TickAsync(int seconds = 1)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        await SettledAsync();
    }

    /// <summary>What the work had to do is done: nothing of it waits but for what a test holds.</summary>
    private async Task SettledAsync()
    {
        // What goes on after a wait joins the end of the queue, a few times over.
        for (int i = 0; i < 10; i++)
            await InTurnAsync(() => Task.CompletedTask).Awaiting("the work's turn");
    }

    private Task InTurnAsync(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap();

    private List<string> Woken()
    {
        List<string> woken = [];
        while (_script.Woken.TryRead(out string? key))
            woken.Add(key);
        return woken;
    }

    private DueActor Parcel(string id, double late = 0) => new(new ActorKey("parcel", "acme", id), _time.GetUtcNow().AddSeconds(-late));

    private DueActor Number(string number) => new(new ActorKey("number", "acme", number), _time.GetUtcNow());
}
