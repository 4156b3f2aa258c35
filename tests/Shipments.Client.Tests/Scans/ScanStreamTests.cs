using System.Collections.Concurrent;
using Grpc.Core;
using Shipments.Client.Tests.Server;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Client.Tests.Scans;

public sealed class ScanStreamTests
{
    private static readonly RpcException s_draining = Faults.Of(StatusCode.Unavailable, "DRAINING", TimeSpan.FromSeconds(0.1));

    [Fact]
    public async Task A_broken_stream_gets_every_unacknowledged_batch_again_in_order_with_the_ids_it_had()
    {
        await using Bench bench = await Bench.StartAsync();
        ConcurrentQueue<(int Call, StreamScansRequest Batch)> seen = [];
        bench.Server.Scans.Stream
            .Then(async call =>
            {
                for (int i = 0; i < 4; i++)
                    seen.Enqueue((1, (await call.ReadAsync())!));
                await call.AcknowledgeAsync(seen.First().Batch);
                FakeShipments.Break(call.Context);
                await call.Context.CancellationToken.WaitHandleAsync();
            })
            .Then(async call =>
            {
                while (await call.ReadAsync() is { } batch)
                {
                    seen.Enqueue((2, batch));
                    await call.AcknowledgeAsync(batch);
                }
            });
        await using ScanStream stream = bench.Client.Scans.OpenStream();
        List<SentBatch> sent = [];
        for (int i = 0; i < 4; i++)
            sent.Add(await stream.SendAsync(Scans($"{i}a", $"{i}b")).Awaiting("room"));

        await stream.CompleteAsync().Awaiting("the acknowledgement of everything");

        for (int i = 0; i < 4; i++)
            (await sent[i].Outcomes).Select(outcome => outcome.ScanId).Should().Equal($"{i}a", $"{i}b");
        StreamScansRequest[] first = [.. seen.Where(one => one.Call == 1).Select(one => one.Batch)];
        StreamScansRequest[] again = [.. seen.Where(one => one.Call == 2).Select(one => one.Batch)];
        first.Select(batch => batch.RequestId).Should().OnlyHaveUniqueItems().And.Equal(sent.Select(batch => batch.RequestId));
        // The acknowledgement of the first may have died with the connection.
        again[^3..].Should().Equal(first[1..]);
        again.Length.Should().BeInRange(3, 4);
    }

    [Fact]
    public async Task A_sender_waits_when_the_window_is_full()
    {
        await using Bench bench = await Bench.StartAsync(options => options.StreamBatchesMax = 2);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Server.Scans.Stream.Then(async call => { await go.Task; await call.ServeAsync(); });
        await using ScanStream stream = bench.Client.Scans.OpenStream();
        await stream.SendAsync(Scans("1"));
        await stream.SendAsync(Scans("2"));

        ValueTask<SentBatch> third = stream.SendAsync(Scans("3"));
        third.IsCompleted.Should().BeFalse("two batches are on their way");
        go.SetResult();

        SentBatch sent = await third.Awaiting("room for the third batch");
        (await sent.Outcomes.Awaiting("its outcome")).Single().ScanId.Should().Be("3");
    }

    [Fact]
    public async Task A_completed_stream_takes_no_more_batches_and_those_that_wait_for_room_are_told()
    {
        await using Bench bench = await Bench.StartAsync(options => options.StreamBatchesMax = 1);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Server.Scans.Stream.Then(async call => { await go.Task; await call.ServeAsync(); });
        await using ScanStream stream = bench.Client.Scans.OpenStream();
        SentBatch sent = await stream.SendAsync(Scans("1"));
        Task<SentBatch> waiting = stream.SendAsync(Scans("2")).AsTask();

        Task complete = stream.CompleteAsync();

        await FluentActions.Awaiting(() => waiting.Awaiting("the end of the wait for room")).Should().ThrowAsync<InvalidOperationException>();
        go.SetResult();
        await complete.Awaiting("the acknowledgement of what was sent");
        (await sent.Outcomes).Should().ContainSingle();
        await FluentActions.Awaiting(() => stream.SendAsync(Scans("3")).AsTask()).Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task A_wait_for_room_that_is_cancelled_sends_nothing()
    {
        await using Bench bench = await Bench.StartAsync(options => options.StreamBatchesMax = 1);
        bench.Server.Scans.Stream.Then(call => call.Context.CancellationToken.WaitHandleAsync());
        await using ScanStream stream = bench.Client.Scans.OpenStream();
        SentBatch first = await stream.SendAsync(Scans("1"));
        using CancellationTokenSource mine = new();
        Task<SentBatch> second = stream.SendAsync(Scans("2"), cancellationToken: mine.Token).AsTask();

        await mine.CancelAsync();

        await FluentActions.Awaiting(() => second).Should().ThrowAsync<OperationCanceledException>();
        await stream.DisposeAsync();
        await FluentActions.Awaiting(() => first.Outcomes.Awaiting("the end of the first batch")).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_batch_that_the_server_refuses_fails_alone()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Scans.Stream.Then(async call =>
        {
            while (await call.ReadAsync() is { } batch)
            {
                if (batch.Scans[0].Code == "bad")
                    throw Faults.Of(StatusCode.InvalidArgument, "FIELDS_INVALID", field: "request_id");
                await call.AcknowledgeAsync(batch);
            }
        });
        await using ScanStream stream = bench.Client.Scans.OpenStream();
        SentBatch before = await stream.SendAsync(Scans("before"));
        SentBatch bad = await stream.SendAsync(Scans("bad"));
        SentBatch after = await stream.SendAsync(Scans("after"));

        await stream.CompleteAsync().Awaiting("the end of the stream");

        (await before.Outcomes).Single().ScanId.Should().Be("before");
        (await after.Outcomes).Single().ScanId.Should().Be("after");
        (await FluentActions.Awaiting(() => bad.Outcomes).Should().ThrowAsync<ShipmentsCallException>()).Which.Fields.Single().Path.Should().Be("request_id");
    }

    [Fact]
    public async Task A_server_that_does_not_come_back_ends_the_stream_for_batches_sent_and_to_be_sent()
    {
        await using Bench bench = await Bench.StartAsync(options => options.ReconnectWithin = TimeSpan.FromSeconds(5));
        bench.Server.Scans.Stream.Then(_ => throw s_draining);
        await using ScanStream stream = bench.Client.Scans.OpenStream();
        SentBatch sent = await stream.SendAsync(Scans("1"));

        (await FluentActions.Awaiting(() => sent.Outcomes.Awaiting("the end of the batch")).Should().ThrowAsync<ShipmentsCallException>())
            .Which.Reason.Should().Be("DRAINING");
        await FluentActions.Awaiting(() => stream.SendAsync(Scans("2")).AsTask()).Should().ThrowAsync<ShipmentsCallException>();
        await FluentActions.Awaiting(() => stream.CompleteAsync()).Should().ThrowAsync<ShipmentsCallException>();
        bench.Time.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_batch_that_is_not_acknowledged_for_too_long_is_sent_on_a_new_connection()
    {
        await using Bench bench = await Bench.StartAsync();
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Server.Scans.Stream
            .Then(async call => { await call.ReadAsync(); reached.SetResult(); await call.Context.CancellationToken.WaitHandleAsync(); })
            .Then(call => call.ServeAsync());
        await using ScanStream stream = bench.Client.Scans.OpenStream();
        SentBatch sent = await stream.SendAsync(Scans("1"));
        await reached.Task.Awaiting("the batch at the server");

        bench.Time.EndWaits().Should().BeGreaterThan(0);

        (await sent.Outcomes.Awaiting("the acknowledgement of the second connection")).Should().ContainSingle();
        bench.Server.Scans.Stream.Calls.Should().Be(2);
    }

    [Fact]
    public async Task A_stream_that_breaks_while_it_owes_nothing_connects_with_its_next_batch()
    {
        await using Bench bench = await Bench.StartAsync(options => options.ReconnectWithin = TimeSpan.FromSeconds(1));
        bench.Server.Scans.Stream
            .Then(async call => { await call.AcknowledgeAsync((await call.ReadAsync())!); throw s_draining; }, times: 5)
            .Then(call => call.ServeAsync());
        await using ScanStream stream = bench.Client.Scans.OpenStream();

        for (int i = 0; i < 8; i++)
            (await (await stream.SendAsync(Scans($"{i}"))).Outcomes.Awaiting($"outcome {i}")).Single().ScanId.Should().Be($"{i}");
    }

    [Fact]
    public async Task The_time_for_coming_back_does_not_run_while_nothing_is_owed()
    {
        await using Bench bench = await Bench.StartAsync(options => options.ReconnectWithin = TimeSpan.FromSeconds(1));
        bench.Server.Scans.Stream
            .Then(async call => { await call.AcknowledgeAsync((await call.ReadAsync())!); throw s_draining; })
            .Then(_ => throw s_draining)
            .Then(call => call.ServeAsync());
        await using ScanStream stream = bench.Client.Scans.OpenStream();
        await (await stream.SendAsync(Scans("1"))).Outcomes.Awaiting("the first outcome");
        await bench.Time.IdleAsync().Awaiting("the end of the first connection");
        bench.Time.EndWaits();

        SentBatch late = await stream.SendAsync(Scans("2"));

        (await late.Outcomes.Awaiting("the outcome on the third connection")).Should().ContainSingle();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(ScanStream.BatchScansMax, true)]
    [InlineData(ScanStream.BatchScansMax + 1, false)]
    public async Task A_batch_has_1_to_1000_scans(int count, bool taken)
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Scans.Stream.Then(call => call.ServeAsync());
        await using ScanStream stream = bench.Client.Scans.OpenStream();
        Func<Task> send = async () => (await (await stream.SendAsync(Scans([.. Enumerable.Repeat("x", count)]))).Outcomes.Awaiting("outcomes")).Should().HaveCount(count);

        if (taken)
            await send();
        else
            await send.Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(0, 2)]
    public async Task An_acknowledgement_that_does_not_fit_ends_the_stream_instead_of_being_believed(int ahead, int outcomes)
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Scans.Stream.Then(async call =>
        {
            StreamScansRequest batch = (await call.ReadAsync())!;
            IEnumerable<ScanOutcome> wrong = FakeScans.Outcomes(Enumerable.Repeat(batch.Scans[0], outcomes));
            await call.Responses.WriteAsync(new StreamScansResponse { Batch = batch.Batch + ahead, Outcomes = { wrong } });
            await call.ReadAsync();
        });
        await using ScanStream stream = bench.Client.Scans.OpenStream();
        SentBatch sent = await stream.SendAsync(Scans("1"));

        (await FluentActions.Awaiting(() => sent.Outcomes.Awaiting("the end of the batch")).Should().ThrowAsync<ShipmentsCallException>())
            .Which.StatusCode.Should().Be(StatusCode.Internal);
    }

    private static Scan[] Scans(params string[] codes) => [.. codes.Select(code => new Scan { Parcel = "parcels/p1", Carrier = "shipments", Code = code })];
}
