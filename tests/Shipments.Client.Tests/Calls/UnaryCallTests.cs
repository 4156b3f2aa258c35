using Grpc.Core;
using Shipments.Client.Tests.Server;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Client.Tests.Calls;

public sealed class UnaryCallTests
{
    private static readonly TimeSpan s_half = TimeSpan.FromSeconds(0.5);
    private static readonly RpcException s_unavailable = Faults.Of(StatusCode.Unavailable, "STORE_UNAVAILABLE", s_half);

    [Fact]
    public async Task A_failure_that_asks_for_it_is_repeated_with_the_same_request_id_after_the_pause_it_asks_for()
    {
        await using Bench bench = await Bench.StartAsync(options => options.ApiKey = "acme-key");
        List<(string Id, string? Key)> seen = [];
        void See(RegisterParcelRequest request, ServerCallContext context) => seen.Add((request.RequestId, context.RequestHeaders.GetValue("x-api-key")));
        bench.Server.Parcels.Register
            .Then((request, context) => { See(request, context); throw s_unavailable; }, times: 2)
            .Then((request, context) => { See(request, context); return Answer("p1"); });
        RegisterParcelRequest request = new() { Service = "standard" };

        Parcel parcel = await bench.Client.Parcels.RegisterAsync(request).Awaiting("the registration");

        parcel.Name.Should().Be("parcels/p1");
        seen.Should().HaveCount(3);
        seen.Distinct().Should().ContainSingle().Which.Key.Should().Be("acme-key");
        seen[0].Id.Should().MatchRegex("^[0-9a-f]{32}$");
        request.RequestId.Should().BeEmpty("the caller's request is not changed");
        bench.Time.Pauses.Should().Equal(Bench.Expected(s_half, s_half));
    }

    [Fact]
    public async Task A_request_id_that_the_caller_gave_is_kept()
    {
        await using Bench bench = await Bench.StartAsync();
        List<string> ids = [];
        bench.Server.Parcels.Update.Then((request, _) => { ids.Add(request.RequestId); return Task.FromResult(new UpdateParcelResponse { Parcel = new Parcel() }); });
        bench.Server.Parcels.Cancel.Then((request, _) => { ids.Add(request.RequestId); return Task.FromResult(new CancelParcelResponse { Parcel = new Parcel() }); });

        await bench.Client.Parcels.UpdateAsync(new UpdateParcelRequest { RequestId = "mine-1" });
        await bench.Client.Parcels.CancelAsync(new CancelParcelRequest { RequestId = "mine-2" });
        await bench.Client.Parcels.CancelAsync(new CancelParcelRequest());

        ids[..2].Should().Equal("mine-1", "mine-2");
        ids[2].Should().HaveLength(32);
    }

    [Fact]
    public async Task A_refusal_is_told_at_once_with_all_it_says()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Parcels.Get.Then((_, _) => throw Faults.Of(StatusCode.InvalidArgument, "FIELDS_INVALID", field: "name"));

        ShipmentsCallException refusal = await FailureAsync(bench.Client.Parcels.GetAsync("p1"));

        (refusal.StatusCode, refusal.Reason, refusal.Subject, refusal.Attempts, refusal.RetryAfter)
            .Should().Be((StatusCode.InvalidArgument, "FIELDS_INVALID", "parcels/p1", 1, null));
        refusal.Fields.Should().Equal(new WrongField("name", "is wrong"));
        refusal.Message.Should().Be("InvalidArgument (FIELDS_INVALID): It was FIELDS_INVALID.");
        bench.Server.Parcels.Get.Calls.Should().Be(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_call_is_sent_at_most_as_often_as_the_bound_says(int attempts)
    {
        await using Bench bench = await Bench.StartAsync(options => options.AttemptsMax = attempts);
        bench.Server.Parcels.Get.Then((_, _) => throw s_unavailable);

        ShipmentsCallException end = await FailureAsync(bench.Client.Parcels.GetAsync("parcels/p1"));

        (end.Attempts, end.RetryAfter, bench.Server.Parcels.Get.Calls).Should().Be((attempts, s_half, attempts));
    }

    [Fact]
    public async Task A_pause_longer_than_what_is_left_of_the_deadline_is_not_waited_for()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Parcels.Get.Then((_, _) => throw Faults.Of(StatusCode.ResourceExhausted, "NUMBER_HELD_FULL", TimeSpan.FromMinutes(10)));

        ShipmentsCallException end = await FailureAsync(bench.Client.Parcels.GetAsync("parcels/p1"));

        (end.Attempts, end.RetryAfter).Should().Be((1, TimeSpan.FromMinutes(10)));
        bench.Time.Pauses.Should().BeEmpty();
    }

    [Theory]
    [InlineData("300", 2)]
    [InlineData("-1", 1)]
    public async Task Pushback_of_the_server_is_heeded(string pushback, int calls)
    {
        await using Bench bench = await Bench.StartAsync(options => options.AttemptsMax = 2);
        RpcException fault = new(new Status(StatusCode.Unavailable, "busy"), new Metadata { { "grpc-retry-pushback-ms", pushback } });
        bench.Server.Parcels.Get.Then((_, _) => throw fault);

        await FailureAsync(bench.Client.Parcels.GetAsync("parcels/p1"));

        bench.Server.Parcels.Get.Calls.Should().Be(calls);
        bench.Time.Pauses.Should().Equal(calls == 2 ? Bench.Expected(TimeSpan.FromMilliseconds(300)) : []);
    }

    [Fact]
    public async Task An_attempt_without_an_answer_is_given_up_and_repeated()
    {
        await using Bench bench = await Bench.StartAsync(options => options.AttemptDeadline = TimeSpan.FromMilliseconds(200));
        bench.Server.Parcels.Get
            .Then(async (_, context) => { await context.CancellationToken.WaitHandleAsync(); return new GetParcelResponse(); })
            .Then((_, _) => Task.FromResult(new GetParcelResponse { Parcel = new Parcel { Name = "parcels/p1" } }));

        (await bench.Client.Parcels.GetAsync("parcels/p1").Awaiting("the answer to the second attempt")).Name.Should().Be("parcels/p1");

        bench.Server.Parcels.Get.Calls.Should().Be(2);
    }

    [Fact]
    public async Task A_broken_connection_is_repeated()
    {
        await using Bench bench = await Bench.StartAsync();
        List<string> ids = [];
        bench.Server.Parcels.Register
            .Then(async (request, context) => { ids.Add(request.RequestId); FakeShipments.Break(context); await context.CancellationToken.WaitHandleAsync(); return new(); })
            .Then((request, _) => { ids.Add(request.RequestId); return Answer("p1"); });

        await bench.Client.Parcels.RegisterAsync(new RegisterParcelRequest()).Awaiting("the second attempt");

        ids.Should().HaveCount(2).And.Subject.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task The_callers_cancellation_ends_a_call_and_is_no_failure()
    {
        await using Bench bench = await Bench.StartAsync();
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Server.Parcels.Get.Then(async (_, context) => { reached.SetResult(); await context.CancellationToken.WaitHandleAsync(); return new GetParcelResponse(); });
        using CancellationTokenSource mine = new();
        Task<Parcel> call = bench.Client.Parcels.GetAsync("parcels/p1", cancellationToken: mine.Token);
        await reached.Task.Awaiting("the call at the server");

        await mine.CancelAsync();

        await FluentActions.Awaiting(() => call.Awaiting("the end of the call")).Should().ThrowAsync<OperationCanceledException>();
        bench.Server.Parcels.Get.Calls.Should().Be(1);
    }

    [Fact]
    public async Task With_two_addresses_a_server_that_is_gone_is_passed_over()
    {
        FakeShipments gone = await FakeShipments.StartAsync();
        await gone.DisposeAsync();
        await using Bench bench = await Bench.StartAsync(options => options.Addresses.Insert(0, gone.Address));
        bench.Server.Parcels.Get.Then((_, _) => Task.FromResult(new GetParcelResponse { Parcel = new Parcel { Name = "parcels/here" } }));

        for (int i = 0; i < 4; i++)
            (await bench.Client.Parcels.GetAsync("parcels/here").Awaiting("an answer of the other server")).Name.Should().Be("parcels/here");
    }

    private static async Task<ShipmentsCallException> FailureAsync(Task call) =>
        (await FluentActions.Awaiting(() => call.Awaiting("the end of the call")).Should().ThrowAsync<ShipmentsCallException>()).Which;

    private static Task<RegisterParcelResponse> Answer(string id) =>
        Task.FromResult(new RegisterParcelResponse { Parcel = new Parcel { Name = $"parcels/{id}", ParcelId = id }, RetrySafe = true });
}
