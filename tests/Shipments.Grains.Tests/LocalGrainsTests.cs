using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Grains.Parcels;
using Shipments.Grains.Tests.Clusters;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Grains.Tests;

/// <summary>Goal: a call without a message does what one with a message does. Method: the table alone, and one silo over real storage.</summary>
public sealed class LocalGrainsTests
{
    private static readonly string Key = ActorKeys.Parcel("acme", "p1");

    [Fact]
    public void A_grain_is_found_until_it_is_removed_and_a_later_one_takes_its_place()
    {
        LocalGrains grains = Table(new FakeTimeProvider());
        Grain first = new(), later = new();
        grains.Find<Grain>(Key).Should().BeNull();

        grains.Add(Key, first);
        grains.Find<Grain>(Key).Should().BeSameAs(first);
        grains.Find<IParcelGrain>(Key).Should().BeNull("it is of another kind");
        grains.Add(Key, later);
        grains.Remove(Key, first);
        grains.Find<Grain>(Key).Should().BeSameAs(later);
        grains.Remove(Key, later);
        grains.Find<Grain>(Key).Should().BeNull();
    }

    [Fact]
    public void A_grain_that_is_called_without_messages_is_kept_and_not_at_each_call()
    {
        FakeTimeProvider time = new();
        LocalGrains grains = Table(time);
        Grain grain = new() { KeptAt = time.GetTimestamp() };
        grains.Add(Key, grain);

        grains.Find<Grain>(Key);
        time.Advance(TimeSpan.FromSeconds(10));
        grains.Find<Grain>(Key);
        grain.Kept.Should().BeEmpty("an eighth of the time has not passed");
        time.Advance(TimeSpan.FromSeconds(1));
        grains.Find<Grain>(Key);
        grains.Find<Grain>(Key);
        grain.Kept.Should().Equal([TimeSpan.FromSeconds(80)]);
    }

    [Fact]
    public async Task A_parcel_is_called_without_a_message_while_it_is_active()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        ILocalGrains local = silo.Services.GetRequiredService<ILocalGrains>();
        local.Find<IParcelGrain>(Key).Should().BeNull();
        IParcelGrain sent = silo.Parcel("p1");
        await sent.Register(Commands.Register("r1"), CancellationToken.None);

        IParcelGrain here = local.Find<IParcelGrain>(Key)!;
        RecordReply recorded = await here.Record(Commands.Record("s1", Commands.Scan("PICKED_UP", 0)), CancellationToken.None);
        RecordReply again = await sent.Record(Commands.Record("s1", Commands.Scan("PICKED_UP", 0)), CancellationToken.None);

        recorded.Answers.Select(answer => answer.Result).Should().Equal(ScanResult.Recorded);
        again.Should().Be(recorded, "it is the answer to the same request");
        (await here.Get(new GetParcelQuery(), CancellationToken.None)).Parcel.Phase.Should().Be(Phase.PickedUp);
    }

    [Fact]
    public async Task Calls_with_and_without_messages_that_come_together_are_each_folded_once()
    {
        const int Calls = 200;
        await using TestSilo silo = await TestSilo.StartAsync();
        IParcelGrain sent = silo.Parcel("p1");
        await sent.Register(Commands.Register("r1"), CancellationToken.None);
        IParcelGrain here = silo.Services.GetRequiredService<ILocalGrains>().Find<IParcelGrain>(Key)!;

        RecordReply[] replies = await Task.WhenAll(Enumerable.Range(0, Calls).Select(
            n => (n % 2 == 0 ? sent : here).Record(Commands.Record($"s{n}", Commands.Scan("DEPARTED", n)), CancellationToken.None).AsTask()))
            .Awaiting("all answers");

        replies.SelectMany(reply => reply.Answers).Select(answer => answer.Result).Should().OnlyContain(result => result == ScanResult.Recorded);
        replies.SelectMany(reply => reply.Answers).Select(answer => answer.ScanId).Should().OnlyHaveUniqueItems().And.HaveCount(Calls);
        (await here.Get(new GetParcelQuery { Full = true, Settled = true }, CancellationToken.None)).Parcel.ScanCount.Should().Be(Calls);
    }

    [Fact]
    public async Task A_caller_who_holds_an_activation_that_has_ended_is_told_that_it_moved()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await silo.Parcel("p1").Register(Commands.Register("r1"), CancellationToken.None);
        IParcelGrain here = silo.Services.GetRequiredService<ILocalGrains>().Find<IParcelGrain>(Key)!;
        IGrainContext activation = ((IGrainBase)here).GrainContext;

        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "a test"));
        await activation.Deactivated.Awaiting("the end of the activation");

        ((ILocalGrain)here).Invoking(grain => grain.Keep(TimeSpan.FromMinutes(1), 1)).Should().NotThrow();
        ((ParcelGrain)here).Invoking(grain => grain.Lose()).Should().NotThrow();
        (await here.Record(Commands.Record("s1", Commands.Scan("PICKED_UP", 0)), CancellationToken.None)).Header.Status.Should().Be(CallStatus.Moved);
    }

    [Fact]
    public async Task An_activation_that_lost_its_actor_is_found_no_more_and_ends()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await silo.Parcel("p1").Register(Commands.Register("r1"), CancellationToken.None);
        ILocalGrains local = silo.Services.GetRequiredService<ILocalGrains>();
        ParcelGrain here = (ParcelGrain)local.Find<IParcelGrain>(Key)!;

        here.Lose();

        local.Find<IParcelGrain>(Key).Should().BeNull();
        await ((IGrainBase)here).GrainContext.Deactivated.Awaiting("the end of the activation");
    }

    [Fact]
    public async Task A_call_whose_parcel_moved_away_is_followed_by_a_message()
    {
        Scripted here = new(CallStatus.Moved);
        await using TestSilo silo = await TestSilo.StartAsync();
        await silo.Parcel("p1").Register(Commands.Register("r1"), CancellationToken.None);
        GrainReferences<IParcelGrain> parcels = new(silo.Grains, here);

        RecordReply reply = await parcels.InvokeAsync(
            Key, (grain, command, token) => ReferenceEquals(grain, here.Grain) ? here.AnswerAsync() : grain.Record(command, token),
            Commands.Record("s1", Commands.Scan("PICKED_UP", 0)), TimeProvider.System, CancellationToken.None);

        reply.Header.Status.Should().Be(CallStatus.Ok);
        here.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_caller_who_goes_away_waits_no_longer()
    {
        Scripted here = new(CallStatus.Ok) { Hold = new TaskCompletionSource().Task };
        GrainReferences<IParcelGrain> parcels = new(null!, here);
        using CancellationTokenSource gone = new();

        ValueTask<RecordReply> call = parcels.InvokeAsync(
            Key, (_, _, _) => here.AnswerAsync(), new RecordCommand(), TimeProvider.System, gone.Token);
        await gone.CancelAsync();

        await FluentActions.Awaiting(() => call.AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    private static LocalGrains Table(TimeProvider time) =>
        new(Options.Create(new GrainCollectionOptions { CollectionAge = TimeSpan.FromSeconds(80) }), time);

    private sealed class Grain : ILocalGrain
    {
        public long KeptAt { get; set; }

        public List<TimeSpan> Kept { get; } = [];

        public void Keep(TimeSpan time, long now)
        {
            Kept.Add(time);
            KeptAt = now;
        }
    }

    private sealed class Scripted(CallStatus status) : ILocalGrains
    {
        public IParcelGrain Grain { get; } = System.Reflection.DispatchProxy.Create<IParcelGrain, Nobody>();

        public int Calls { get; private set; }

        public Task Hold { get; init; } = Task.CompletedTask;

        public async ValueTask<RecordReply> AnswerAsync()
        {
            Calls++;
            await Hold;
            return new RecordReply { Header = new CallHeader { Status = status } };
        }

        public TGrain? Find<TGrain>(string key)
            where TGrain : class => (TGrain)Grain;
    }

    /// <summary>A parcel that is told by the test itself.</summary>
    public class Nobody : System.Reflection.DispatchProxy
    {
        protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args) => throw new InvalidOperationException();
    }
}
