using Microsoft.Extensions.DependencyInjection;
using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Numbers;
using Shipments.Contracts.Parcels;
using Shipments.Grains.Tests.Clusters;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Grains.Tests.Parcels;

/// <summary>Goal: a registration does without activations what it does with them. Method: one silo over real storage.</summary>
public sealed class LocalRegistrationsTests : IAsyncLifetime
{
    private const string First = "RB123456785CN";
    private const string Second = "LP00628841930117";

    private TestSilo _silo = null!;

    private ILocalRegistrations Registrations => _silo.Services.GetRequiredService<ILocalRegistrations>();

    private ILocalGrains Active => _silo.Services.GetRequiredService<ILocalGrains>();

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_registration_attaches_its_numbers_and_wakes_nobody()
    {
        RegisterReply reply = await RegisterAsync("p1", Commands.Register("r1", First, Second));

        reply.Header.Status.Should().Be(CallStatus.Ok);
        reply.Parcel.TrackingNumbers.Select(number => number.Number).Should().Equal(First, Second);
        Active.Find<IParcelGrain>(ActorKeys.Parcel("acme", "p1")).Should().BeNull();
        foreach (string number in new[] { First, Second })
        {
            Active.Find<ITrackingNumberGrain>(ActorKeys.Number("acme", number)).Should().BeNull();
            LookupNumberReply held = await _silo.Number(number).Lookup(new LookupNumberQuery(), CancellationToken.None);
            held.Holders.Select(holder => holder.Parcel).Should().Equal("p1");
        }
    }

    [Fact]
    public async Task A_repeated_registration_is_answered_with_the_parcel_and_another_one_is_refused()
    {
        RegisterReply first = await RegisterAsync("p1", Commands.Register("r1", First));
        RegisterReply again = await RegisterAsync("p1", Commands.Register("r1", First));
        RegisterReply other = await RegisterAsync("p1", Commands.Register("r2", First));
        RegisterReply sent = await _silo.Parcel("p1").Register(Commands.Register("r1", First), CancellationToken.None);

        again.Should().Be(first);
        sent.Should().Be(first, "a message finds what was done without one");
        other.Header.Rejection.Should().Be(Rejection.ParcelExists);
    }

    [Fact]
    public async Task An_activation_takes_the_registration_where_there_is_one()
    {
        (await _silo.Parcel("p1").Get(new GetParcelQuery(), CancellationToken.None)).Header.Rejection.Should().Be(Rejection.ParcelNotFound);
        IParcelGrain active = Active.Find<IParcelGrain>(ActorKeys.Parcel("acme", "p1"))!;

        await RegisterAsync("p1", Commands.Register("r1", First));

        (await active.Get(new GetParcelQuery(), CancellationToken.None)).Parcel.TrackingNumbers.Select(number => number.Number).Should().Equal(First);
        Active.Find<IParcelGrain>(ActorKeys.Parcel("acme", "p1")).Should().BeSameAs(active, "it was not put out of work");
    }

    [Fact]
    public async Task What_was_held_under_a_number_comes_to_the_parcel()
    {
        await _silo.Number(First).RecordOrRoute(Commands.Route(Commands.Scan("PICKED_UP", 0, First)), CancellationToken.None);

        await RegisterAsync("p1", Commands.Register("r1", First));

        (await _silo.Parcel("p1").Until(parcel => parcel.ScanCount == 1, "the held scan")).Phase.Should().Be(Phase.PickedUp);
    }

    [Fact]
    public async Task Parcels_registered_of_one_number_beside_messages_to_it_all_hold_it()
    {
        const int Parcels = 30;
        Task<RegisterReply>[] registered = [.. Enumerable.Range(0, Parcels).Select(n => RegisterAsync($"p{n}", Commands.Register($"r{n}", First)))];
        Task<RouteReply>[] routed =
        [
            .. Enumerable.Range(0, Parcels).Select(n => SendAsync(Commands.Route(Commands.Scan("DEPARTED", n, First)))),
        ];

        (await Task.WhenAll(registered).Awaiting("the registrations")).Should().OnlyContain(reply => reply.Header.Status == CallStatus.Ok);
        await Task.WhenAll(routed).Awaiting("the routes");

        for (int n = 0; n < Parcels; n++)
            await _silo.Parcel($"p{n}").Until(parcel => parcel.TrackingNumbers[0].Shared, $"p{n} to hear that the number is shared");
        LookupNumberReply held = await _silo.Number(First).Lookup(new LookupNumberQuery(), CancellationToken.None);
        held.Holders.Select(holder => holder.Parcel).Should().BeEquivalentTo(Enumerable.Range(0, Parcels).Select(n => $"p{n}"));
    }

    [Fact]
    public async Task A_registration_outlives_a_restart()
    {
        RegisterReply first = await RegisterAsync("p1", Commands.Register("r1", First));
        await _silo.StopAsync();
        await _silo.StartAgainAsync();

        (await RegisterAsync("p1", Commands.Register("r1", First))).Should().Be(first);
        (await _silo.Number(First).Lookup(new LookupNumberQuery(), CancellationToken.None)).Holders.Should().ContainSingle();
    }

    [Fact]
    public void A_key_that_is_none_is_not_taken() =>
        Registrations.TryRegister("parcel", Commands.Register("r1"), CancellationToken.None).Should().BeNull();

    // As the front door does: what moved is called by a message.
    private async Task<RegisterReply> RegisterAsync(string id, RegisterCommand command)
    {
        RegisterReply reply = await Registrations.TryRegister(ActorKeys.Parcel("acme", id), command, CancellationToken.None)!
            .Awaiting($"the registration of {id}");
        return reply.Header.Status == CallStatus.Moved ? await _silo.Parcel(id).Register(command, CancellationToken.None) : reply;
    }

    private async Task<RouteReply> SendAsync(RouteCommand command) => await GrainCalls.InvokeAsync(
        static (call, token) => call.Number.RecordOrRoute(call.Command, token), (Number: _silo.Number(First), Command: command),
        TimeProvider.System, CancellationToken.None);
}
