using System.Diagnostics.Metrics;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shipments.Contracts.Messages;
using Shipments.Grains.Steps;
using Shipments.Journal.V1;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Steps;

/// <summary>Goal: a step is carried out whatever breaks on the way. Method: the service over a scripted journal and scripted numbers.</summary>
public sealed class StepServiceTests
{
    private const string Number = "number/acme/RB123456785CN";

    private static readonly ActorKey Parcel = new("parcel", "acme", "p1");

    [Fact]
    public async Task A_step_to_a_full_inbox_is_tried_again_and_not_taken_for_refused() =>
        (await CallsUntilDoneAsync(ScriptedGrains.InboxFull, ScriptedGrains.InboxFull)).Should().Equal("heed", "heed", "heed");

    [Fact]
    public async Task A_step_that_breaks_its_receiver_is_tried_again() =>
        (await CallsUntilDoneAsync(() => throw new InvalidOperationException("a fault of the receiver"))).Should().Equal("heed", "heed");

    [Fact]
    public async Task A_fault_of_the_journal_nobody_foresaw_does_not_end_the_steps_of_a_shard() =>
        (await CallsUntilDoneAsync(feed => feed.Breaks.Enqueue(new JournalGapException("a gap")))).Should().Equal("heed");

    [Fact]
    public async Task A_hurry_that_meets_a_fault_does_not_fail_the_call_that_made_it()
    {
        (IGrainFactory grains, ScriptedGrains script) = ScriptedGrains.Make();
        script.Script.Enqueue(() => throw new InvalidOperationException("a fault of the receiver"));
        DeliveredSteps delivered = new();
        StepCourier courier = new(grains, delivered, TimeProvider.System, NullLogger<StepCourier>.Instance);

        HurriedEntry entry = courier.Expect(Parcel);
        await courier.HurryAsync(entry, [Attach()], CancellationToken.None).Awaiting("the end of the hurry");
        courier.End(entry, isMade: true);

        delivered.Take(Parcel, 1).Should().BeSameAs(entry);
        entry.IsWhole.Should().BeFalse("the feed has to deliver it");
        entry.IsDone(0).Should().BeFalse();
    }

    [Fact]
    public async Task Shards_are_stopped_together()
    {
        TogetherFeed feed = new(shards: 3);
        (IGrainFactory grains, _) = ScriptedGrains.Make();
        DeliveredSteps delivered = new();
        StepCourier courier = new(grains, delivered, TimeProvider.System, NullLogger<StepCourier>.Instance);
        using ScriptedLifecycle life = new();
        using StepService service = new(feed, feed, courier, delivered, Instruments(), TimeProvider.System, NullLogger<StepService>.Instance);
        service.Participate(life);
        await life.StartAsync();
        await feed.AllReading.Awaiting("that every shard is read");
        await life.StopAsync().Awaiting("the stop of the steps");
    }

    private static StepInstruments Instruments() =>
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    private static OutgoingStep Attach() => new() { Target = Number, AttachNumber = new AttachNumber { Parcel = "p1", Number = "RB123456785CN" } };

    private static Task<IEnumerable<string>> CallsUntilDoneAsync(params Func<StepReply>[] replies) => CallsUntilDoneAsync(_ => { }, replies);

    private static async Task<IEnumerable<string>> CallsUntilDoneAsync(Action<ScriptedFeed> prepare, params Func<StepReply>[] replies)
    {
        ParcelEntry entry = new() { AtMs = 1, Steps = { Attach() } };
        ScriptedFeed feed = new(new FeedEntry(1, Parcel, 1, entry.ToByteArray()));
        prepare(feed);
        (IGrainFactory grains, ScriptedGrains script) = ScriptedGrains.Make();
        foreach (Func<StepReply> reply in replies)
            script.Script.Enqueue(reply);
        DeliveredSteps delivered = new();
        StepCourier courier = new(grains, delivered, TimeProvider.System, NullLogger<StepCourier>.Instance);
        using ScriptedLifecycle life = new();
        using StepService service = new(feed, feed, courier, delivered, Instruments(), TimeProvider.System, NullLogger<StepService>.Instance);
        service.Participate(life);
        await life.StartAsync();
        await script.Done.Awaiting("a delivery that is answered well", TimeSpan.FromSeconds(10));
        await life.StopAsync().Awaiting("the stop of the steps");
        return script.Calls.Select(call => call.Method);
    }
}
