using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Numbers;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Scans;
using Shipments.V1;

namespace Shipments.Api.Tests.Scans;

public sealed class ScanRouterTests
{
    private const string N1 = "RB123456785CN", N2 = "LP00123456789012";
    private readonly Bench _bench = new();

    private FakeShipments Shipments => _bench.Shipments;

    [Fact]
    public async Task All_scans_of_a_batch_for_one_parcel_go_in_one_call()
    {
        Shipments.Hold("acme", N1, "p1");
        Shipments.Hold("acme", N2, "p1");

        ScanOutcome[] outcomes = await _bench.Record(
            Make.Scan(N1, minutesAgo: 1), Make.ScanOf("p1", minutesAgo: 2), Make.Scan(N2, minutesAgo: 3), Make.Scan(N1, minutesAgo: 4));

        outcomes.Select(outcome => (outcome.Result, outcome.Parcels.Single())).Should().AllBeEquivalentTo((ScanResult.Recorded, "parcels/p1"));
        Shipments.Calls.Should().Equal(
            new FakeCall("route", "acme", N1, 2, ""), new FakeCall("route", "acme", N2, 1, ""), new FakeCall("record", "acme", "p1", 4, ""));
    }

    [Fact]
    public async Task The_outcome_of_a_scan_names_the_parcel_into_which_its_taker_is_merged()
    {
        Shipments.Hold("acme", N1, "p1");
        Shipments.RecordInstead = (_, command) => new RecordReply
        {
            Header = FakeShipments.Ok,
            Answers = { command.Scans.Select(scan => new ScanAnswer { Result = ScanResult.Recorded, ScanId = scan.Id, MergedInto = "p2" }) },
        };

        ScanOutcome[] outcomes = await _bench.Record(Make.Scan(N1, minutesAgo: 1), Make.ScanOf("p1", minutesAgo: 2));

        outcomes.Select(outcome => (outcome.Parcels.Single(), outcome.MergedInto)).Should().AllBeEquivalentTo(("parcels/p1", "parcels/p2"));
    }

    [Fact]
    public async Task A_remembered_number_costs_one_call()
    {
        Shipments.Hold("acme", N1, "p1");
        await _bench.Record(Make.Scan(N1, minutesAgo: 1));

        ScanOutcome[] outcomes = await _bench.Record(Make.Scan(N1, minutesAgo: 2));

        outcomes.Single().Result.Should().Be(ScanResult.Recorded);
        Shipments.Calls.Skip(2).Should().Equal(new FakeCall("record", "acme", "p1", 1, ""));
    }

    [Fact]
    public async Task A_scan_from_before_the_remembered_window_asks_the_number()
    {
        Shipments.Hold("acme", N1, "old", 0);
        Shipments.Hold("acme", N1, "new", Make.Now.AddMinutes(-10).ToUnixTimeMilliseconds());
        await _bench.Record(Make.Scan(N1, minutesAgo: 1));

        ScanOutcome[] outcomes = await _bench.Record(Make.Scan(N1, minutesAgo: 20));

        outcomes.Single().Parcels.Should().Equal("parcels/old");
        Shipments.Calls.Skip(2).Select(call => call.Method).Should().Equal("route", "record");
    }

    [Fact]
    public async Task Outcomes_stand_in_the_order_of_the_request_and_a_wrong_scan_spoils_no_other()
    {
        Shipments.Hold("acme", N1, "p1");
        Scan wrong = Make.Scan();
        wrong.Carrier = "";

        ScanOutcome[] outcomes = await _bench.Record(
            Make.ScanOf("nobody"), wrong, Make.Scan(N1), Make.Scan(N2), Make.Scan(N1), Make.Scan(N1, "UNKNOWN"));

        outcomes.Select(outcome => outcome.Result).Should().Equal(
            ScanResult.Refused, ScanResult.Refused, ScanResult.Recorded, ScanResult.Held, ScanResult.Duplicate, ScanResult.Recorded);
        outcomes[0].Error.ShouldBe(ApiReason.ParcelNotFound);
        outcomes[1].Error.ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("scans[1].carrier");
        outcomes[2].Phase.Should().Be(Phase.PickedUp);
        outcomes[3].Parcels.Should().BeEmpty();
        ScanIds.TryParse(outcomes[3].ScanId, out _).Should().BeTrue();
        outcomes[4].ScanId.Should().Be(outcomes[2].ScanId);
        outcomes[5].Unmapped.Should().BeTrue();
        _bench.Unmapped.Of("acme").Top(null, 10).Should().ContainSingle().Which.Code.Should().Be("UNKNOWN");
        _bench.Unmapped.Of("globex").Top(null, 10).Should().BeEmpty();
    }

    [Fact]
    public async Task A_shared_number_gives_its_scan_to_each_parcel_and_is_never_remembered()
    {
        Shipments.Hold("acme", N1, "p1", shared: true);
        Shipments.Hold("acme", N1, "p2", shared: true);

        ScanOutcome[] outcomes = await _bench.Record(Make.Scan(N1));

        outcomes.Single().Parcels.Should().Equal("parcels/p1", "parcels/p2");
        _bench.Cache.Count.Should().Be(0);
        Shipments.Calls.Count(call => call.Method == "record").Should().Be(2);
    }

    [Fact]
    public async Task A_parcel_that_lost_its_number_sends_the_scan_back_to_the_number_once()
    {
        Shipments.Hold("acme", N1, "p1");
        await _bench.Record(Make.Scan(N1, minutesAgo: 1));
        Shipments.Drop("acme", N1, "p1");
        Shipments.Hold("acme", N1, "p2");

        ScanOutcome[] outcomes = await _bench.Record(Make.Scan(N1, minutesAgo: 2), Make.Scan(N1, minutesAgo: 3));

        outcomes.Select(outcome => outcome.Parcels.Single()).Should().Equal("parcels/p2", "parcels/p2");
        Shipments.Calls.Skip(2).Should().Equal(
            new FakeCall("record", "acme", "p1", 2, ""), new FakeCall("route", "acme", N1, 2, ""), new FakeCall("record", "acme", "p2", 2, ""));
        _bench.Cache.TryGet(new NumberKey("acme", N1), out NumberHolderWindow holder).Should().BeTrue();
        holder.Parcel.Should().Be("p2");
    }

    [Fact]
    public async Task A_number_that_does_not_settle_ends_the_batch_unavailable_after_three_rounds()
    {
        Shipments.Hold("acme", N1, "p1");
        Shipments.RecordInstead = (_, command) => new RecordReply
        {
            Header = FakeShipments.Ok,
            Answers = { command.Scans.Select(scan => new ScanAnswer { Result = ScanResult.Refused, Rejection = Rejection.NotMine, ScanId = scan.Id }) },
        };

        RpcException failed = await Details.Fails(() => _bench.Record(Make.Scan(N1)));

        failed.ShouldBe(ApiReason.NumberUnsettled);
        Shipments.Calls.Count(call => call.Method == "route").Should().Be(ApiLimits.RoutingRoundsMax);
    }

    [Theory]
    [InlineData(CallStatus.Unavailable, (int)ApiReason.StoreUnavailable)]
    [InlineData(CallStatus.Moved, (int)ApiReason.StoreUnavailable)]
    [InlineData(CallStatus.Overloaded, (int)ApiReason.StoreOverloaded)]
    public async Task One_call_that_ends_unavailable_ends_the_batch_so_after_all_others_ended(CallStatus status, int reason)
    {
        Shipments.Register("acme", "good");
        Shipments.RecordInstead = (parcel, _) => parcel == "bad" ? new RecordReply { Header = new CallHeader { Status = status } } : null;

        RpcException failed = await Details.Fails(() => _bench.Record(Make.ScanOf("bad"), Make.ScanOf("good")));

        failed.ShouldBe((ApiReason)reason);
        Shipments.Parcel("acme", "good").Scans.Should().ContainSingle();
    }

    [Fact]
    public async Task A_full_inbox_refuses_its_own_scans_alone_and_says_when_to_repeat()
    {
        Shipments.Register("acme", "good");
        Shipments.RecordInstead = (parcel, _) => parcel == "hot" ? new RecordReply { Header = FakeShipments.Refused(Rejection.InboxFull) } : null;

        ScanOutcome[] outcomes = await _bench.Record(Make.ScanOf("hot"), Make.ScanOf("good"));

        outcomes.Select(outcome => outcome.Result).Should().Equal(ScanResult.Refused, ScanResult.Recorded);
        outcomes[0].Error.ShouldBe(ApiReason.InboxFull);
    }

    [Fact]
    public async Task A_parcels_refusal_of_a_time_names_the_field()
    {
        Shipments.RecordInstead = (_, command) => new RecordReply
        {
            Header = FakeShipments.Ok,
            Answers = { new ScanAnswer { Result = ScanResult.Refused, Rejection = Rejection.ScanTime, ScanId = command.Scans[0].Id, Detail = "too late" } },
        };

        ScanOutcome[] outcomes = await _bench.Record(Make.ScanOf("p1"));

        outcomes.Single().Error.ShouldBe(ApiReason.ScanTime).Fields().Should().Equal("scans[0].time");
    }

    [Fact]
    public async Task A_repeated_request_gets_the_same_outcomes()
    {
        Shipments.Hold("acme", N1, "p1");
        Scan[] scans = [Make.Scan(N1), Make.Scan(N2), Make.ScanOf("p1", minutesAgo: 9)];

        ScanOutcome[] first = await _bench.RecordAs("r1", scans);
        ScanOutcome[] again = await _bench.RecordAs("r1", scans);

        again.Should().Equal(first);
        first.Select(outcome => outcome.Result).Should().Equal(ScanResult.Recorded, ScanResult.Held, ScanResult.Recorded);
    }

    [Fact]
    public async Task A_request_id_with_other_content_ends_the_batch()
    {
        Shipments.Register("acme", "p1");
        await _bench.RecordAs("r1", Make.ScanOf("p1"));

        RpcException failed = await Details.Fails(() => _bench.RecordAs("r1", Make.ScanOf("p1", minutesAgo: 9)));

        failed.ShouldBe(ApiReason.RequestIdReused);
    }

    // The second time, what was held goes to a parcel that has answered the request for other scans: that answer must not be lost or stretched.
    [Fact]
    public async Task A_repeated_request_that_is_cut_otherwise_still_answers_every_scan()
    {
        Shipments.Hold("acme", N1, "p1");
        Scan[] scans = [Make.Scan(N1, minutesAgo: 1), Make.Scan(N2, minutesAgo: 2)];
        await _bench.RecordAs("r1", scans);
        Shipments.Hold("acme", N2, "p1");
        await _bench.Record(Make.Scan(N2, minutesAgo: 3));

        ScanOutcome[] again = await _bench.RecordAs("r1", scans);

        again.Select(outcome => outcome.Result).Should().Equal(ScanResult.Recorded, ScanResult.Recorded);
        again.Select(outcome => outcome.Parcels.Single()).Should().Equal("parcels/p1", "parcels/p1");
    }

    [Fact]
    public async Task A_thousand_parcels_in_one_batch_are_called_once_each_and_beside_each_other()
    {
        int under = 0, most = 0;
        TaskCompletionSource all = Waits.Signal();
        Shipments.OnRecord = async (_, _, _) =>
        {
            int now = Interlocked.Increment(ref under);
            InterlockedMax(ref most, now);
            if (now == ApiLimits.BatchScansMax)
                all.TrySetResult();
            await all.Task.Within("a thousand calls under way together");
        };
        Scan[] scans = [.. Enumerable.Range(0, ApiLimits.BatchScansMax).Select(i => Make.ScanOf($"p{i}"))];
        for (int i = 0; i < scans.Length; i++)
            Shipments.Register("acme", $"p{i}");

        ScanOutcome[] outcomes = await _bench.Record(scans);

        most.Should().Be(ApiLimits.BatchScansMax);
        outcomes.Select(outcome => outcome.Parcels.Single()).Should().Equal(Enumerable.Range(0, scans.Length).Select(i => $"parcels/p{i}"));
        Shipments.Calls.Should().HaveCount(scans.Length);
    }

    [Fact]
    public async Task All_calls_are_awaited_and_the_first_failure_by_order_is_the_batchs()
    {
        Shipments.OnRecord = (parcel, _, _) => parcel switch
        {
            "p1" => throw new TimeoutException("first"),
            "p2" => throw new InvalidOperationException("second"),
            _ => Task.CompletedTask,
        };
        Shipments.Register("acme", "p3");

        Func<Task> record = () => _bench.Record(Make.ScanOf("p1"), Make.ScanOf("p2"), Make.ScanOf("p3"));

        (await record.Should().ThrowAsync<TimeoutException>()).WithMessage("first");
        Shipments.Parcel("acme", "p3").Scans.Should().ContainSingle();
    }

    private static void InterlockedMax(ref int most, int now)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < now)
            Interlocked.CompareExchange(ref most, now, seen);
    }
}
