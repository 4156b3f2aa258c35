using Shipments.Contracts.Messages;
using Shipments.Contracts.Numbers;
using Shipments.Domain.Numbers;
using Shipments.Grains.Tests.Clusters;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Grains.Tests.Numbers;

/// <summary>
/// Goal: what a carrier names under a number is the parcel's in the end, whether it comes before the registration, after it or while the number is
/// being attached. Method: one silo over real storage; each payload comes once, as the front door hands it over; the feed does the rest.
/// </summary>
public sealed class NamedNumbersTests : IAsyncLifetime
{
    private const string Platform = "AP00731845520095", LineHaul = "CNG00731845520095", LastMile = "LX704188521SG";

    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_number_named_before_the_registration_is_the_parcels_after_it_with_its_scans()
    {
        await HoldAsync(Platform, "PICKED_UP", 0);
        await HoldAsync(LineHaul, "DEPARTED", 5);
        await NameAsync(Platform, LineHaul);

        await _silo.Parcel("p1").Register(Commands.Register("r1", Platform), CancellationToken.None);

        V1.Parcel parcel = await _silo.Parcel("p1").Until(p => p.ScanCount == 2, "the scans under both numbers");
        Chain(parcel).Should().Equal((Platform, ""), (LineHaul, Platform));
        parcel.Phase.Should().Be(Phase.Departed);
    }

    [Fact]
    public async Task A_chain_of_three_named_before_the_registration_is_the_parcels_across_a_restart()
    {
        await HoldAsync(Platform, "PICKED_UP", 0);
        await NameAsync(Platform, LineHaul);
        await HoldAsync(LineHaul, "DEPARTED", 5);
        await NameAsync(LineHaul, LastMile);
        await HoldAsync(LastMile, "ARRIVED", 9);
        await _silo.StopAsync();
        await _silo.StartAgainAsync();

        await _silo.Parcel("p1").Register(Commands.Register("r1", Platform), CancellationToken.None);
        await _silo.StopAsync();
        await _silo.StartAgainAsync();

        V1.Parcel parcel = await _silo.Parcel("p1").Until(p => p.ScanCount == 3, "the scans under all three numbers");
        Chain(parcel).Should().Equal((Platform, ""), (LineHaul, Platform), (LastMile, LineHaul));
        parcel.Phase.Should().Be(Phase.Arrived);
    }

    [Fact]
    public async Task Names_that_come_while_their_number_is_being_attached_are_not_lost()
    {
        const int Parcels = 40;
        await Task.WhenAll(Enumerable.Range(0, Parcels).Select(async i =>
        {
            string parcel = $"p{i}";
            await _silo.Parcel(parcel).Register(Commands.Register("r", $"{Platform}{i}"), CancellationToken.None);
            LinkNumbersCommand link = new() { Numbers = { Named($"{LineHaul}{i}", $"{Platform}{i}") } };
            Task first = _silo.Parcel(parcel).LinkNumbers(link, CancellationToken.None);
            await Task.WhenAll(first, NameAsync($"{LineHaul}{i}", $"{LastMile}{i}"));
            V1.Parcel read = await _silo.Parcel(parcel).Until(p => p.TrackingNumbers.Count == 3, $"the third number of {parcel}");
            Chain(read).Should().Equal(($"{Platform}{i}", ""), ($"{LineHaul}{i}", $"{Platform}{i}"), ($"{LastMile}{i}", $"{LineHaul}{i}"));
        }));
    }

    [Fact]
    public async Task One_name_more_than_a_number_keeps_is_refused_and_says_why()
    {
        await NameAsync(Platform, [.. Enumerable.Range(1, NumberBounds.NamesMax).Select(i => $"NUMBER{i}")]);

        NoteNamesReply reply = await _silo.Number(Platform).NoteNames(new NoteNamesCommand { Names = { Named(LastMile, Platform) } }, CancellationToken.None);

        (reply.Header.Status, reply.Header.Rejection).Should().Be((CallStatus.Refused, Rejection.NumberNamesFull));
        reply.Header.Detail.Should().Be($"33 further numbers would be named under '{Platform}'; 32 is the most.");
    }

    [Fact]
    public async Task A_full_parcel_refuses_a_name_and_its_numbers_steps_go_on()
    {
        await NameAsync(Platform, LineHaul);
        string[] others = [.. Enumerable.Range(2, NumberBounds.NamesMax - 1).Select(i => $"NUMBER{i}")];
        await _silo.Parcel("full").Register(Commands.Register("r1", [Platform, .. others]), CancellationToken.None);

        await _silo.Parcel("p2").Register(Commands.Register("r2", Platform), CancellationToken.None);

        V1.Parcel full = await _silo.Parcel("full").Until(p => p.TrackingNumbers[0].Shared, "the step after the refused one");
        full.TrackingNumbers.Should().HaveCount(NumberBounds.NamesMax).And.NotContain(number => number.Number == LineHaul);
    }

    private static ParcelNumber Named(string number, string under) => new() { Number = number, Issuer = "cainiao", FromMs = 1, NamedUnder = under };

    private static IEnumerable<(string Number, string NamedUnder)> Chain(V1.Parcel parcel) =>
        parcel.TrackingNumbers.Select(number => (number.Number, number.NamedUnder));

    private async Task HoldAsync(string number, string code, int minute)
    {
        RouteReply reply = await _silo.Number(number).RecordOrRoute(Commands.Route(Commands.Scan(code, minute, number)), CancellationToken.None);
        reply.Answers.Single().Result.Should().Be(ScanResult.Held);
    }

    private async Task NameAsync(string number, params string[] names)
    {
        NoteNamesCommand command = new();
        command.Names.Add(names.Select(name => Named(name, number)));
        ITrackingNumberGrain grain = _silo.Number(number);
        for (int times = 0; times < 2; times++)
            (await grain.NoteNames(command, CancellationToken.None)).Header.Status.Should().Be(CallStatus.Ok, "the same again is no fault");
    }
}
