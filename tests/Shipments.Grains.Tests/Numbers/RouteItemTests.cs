using Google.Protobuf;
using Shipments.Contracts.Messages;
using Shipments.Domain.Numbers;
using Shipments.Grains.Numbers;
using Shipments.Grains.Tests.Clusters;
using Shipments.Journal.V1;
using Shipments.TestKit;
using ScanResult = Shipments.V1.ScanResult;

namespace Shipments.Grains.Tests.Numbers;

/// <summary>What a repeated request hears of a number: what was held is answered as before, all else is decided by what is so now.</summary>
public sealed class RouteItemTests
{
    private const string Number = "RB123456785CN";

    private NumberState _state = NumberState.Empty;
    private long _version;

    [Fact]
    public async Task What_was_held_is_answered_so_again_also_when_its_parcel_has_it_by_now()
    {
        ScanFact[] scans = [Commands.Scan("PICKED_UP", 0, Number), Commands.Scan("PICKED_UP", 0, Number), Commands.Scan("DEPARTED", 5, Number)];
        RouteReply first = await SendAsync(scans);
        Results(first).Should().Equal(ScanResult.Held, ScanResult.Duplicate, ScanResult.Held);
        NumberState held = _state;
        (await SendAsync(scans)).Answers.Should().Equal(first.Answers);
        _state.Should().BeSameAs(held, "the second time nothing is written");

        Attach("p1");
        RouteReply later = await SendAsync(scans);

        (later.Answers[0], later.Answers[2]).Should().Be((first.Answers[0], first.Answers[2]));
        (later.Answers[1].Result, later.Answers[1].Parcels.Single()).Should().Be((ScanResult.Unspecified, "p1"), "a duplicate is told apart at its parcel");
        later.Holders.Single().Parcel.Should().Be("p1", "who holds the number is told as it is now");
    }

    [Fact]
    public async Task What_was_refused_beside_something_held_is_tried_anew()
    {
        ScanFact[] scans = [Commands.Scan("PICKED_UP", 0, Number), Commands.Scan("DEPARTED", 5, Number)];
        RouteReply full = await SendAsync(scans, room: 1);
        Results(full).Should().Equal(ScanResult.Held, ScanResult.Refused);
        full.Answers[1].Rejection.Should().Be(Rejection.TenantHeldFull);
        Results(await SendAsync(scans, room: 0)).Should().Equal([ScanResult.Held, ScanResult.Refused], "there is no room yet");

        Results(await SendAsync(scans, room: 1)).Should().Equal(ScanResult.Held, ScanResult.Held);

        _state.HeldCount.Should().Be(2);
    }

    [Fact]
    public async Task What_was_sent_on_beside_something_held_goes_to_whoever_holds_the_number_now()
    {
        ScanFact early = Commands.Scan("PICKED_UP", -60 * 24 * 40, Number);
        ScanFact late = Commands.Scan("DEPARTED", 5, Number);
        Attach("p1");
        RouteReply first = await SendAsync([early, late]);
        Results(first).Should().Equal(ScanResult.Held, ScanResult.Unspecified);
        first.Answers[1].Parcels.Should().Equal("p1");
        Turn(turn => turn.HeedDetach("parcel/acme/p1", 2, 0, new DetachNumber { Parcel = "p1", Number = Number }));
        Attach("p2");

        RouteReply again = await SendAsync([early, late]);

        again.Answers[0].Should().Be(first.Answers[0]);
        again.Answers[1].Parcels.Should().Equal(["p2"], "the first parcel does not hold the number any more");
        again.Holders.Single().Parcel.Should().Be("p2");
        again.HoldersVersion.Should().BeGreaterThan(first.HoldersVersion);
    }

    [Fact]
    public async Task An_id_that_was_used_with_other_content_is_refused_whole()
    {
        await SendAsync([Commands.Scan("PICKED_UP", 0, Number)]);

        RouteReply reply = await SendAsync([Commands.Scan("DEPARTED", 5, Number)], hash: 8);

        (reply.Header.Rejection, reply.Answers.Count).Should().Be((Rejection.RequestIdReused, 0));
    }

    private static IEnumerable<ScanResult> Results(RouteReply reply) => reply.Answers.Select(answer => answer.Result);

    private void Attach(string parcel) => Turn(turn => turn.HeedAttach(
        "parcel/acme/" + parcel, 1, 0, new AttachNumber { Parcel = parcel, Number = Number, FromMs = Commands.Scan("PICKED_UP", -60).Time.UtcMs, Issuer = "upu" })
        .Should().Be(Domain.Rejection.None));

    private Task<RouteReply> SendAsync(ScanFact[] scans, int room = 1_000, ulong hash = 7)
    {
        RouteCommand command = Commands.Route(scans);
        (command.RequestId, command.ContentHash) = ("r1", hash);
        RouteItem item = new(command);
        ReadOnlyMemory<byte> entry = Turn(item.Apply, room);
        item.Complete(_state, _version, entry);
        return item.Reply.Awaiting("the reply");
    }

    private ReadOnlyMemory<byte> Turn(Action<NumberTurn> work, int room = 1_000)
    {
        NumberTurn turn = new(_state, "number/acme/" + Number, TimeProvider.System.GetUtcNow(), room);
        work(turn);
        NumberTurnResult result = turn.Finish();
        _version += result.Entry is null ? 0 : 1;
        _state = result.Next;
        return result.Entry?.ToByteArray() ?? ReadOnlyMemory<byte>.Empty;
    }
}
