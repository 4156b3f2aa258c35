using Grpc.Core;
using Shipments.Api.Admission;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Scans;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Scans;

public sealed class ScanStreamTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly FakeStream _stream = new();
    private readonly StreamRoom _host = new(new WorkWeight(4_096, 16 << 20));
    private readonly CancellationTokenSource _call = new();
    private readonly CancellationTokenSource _draining = new();

    public ScanStreamTests() => _bench.Shipments.Register("acme", "p1");

    public void Dispose()
    {
        _call.Dispose();
        _draining.Dispose();
    }

    [Fact]
    public async Task Acknowledgements_come_in_the_order_of_the_batches_though_the_first_takes_longest()
    {
        TaskCompletionSource first = Waits.Signal(), second = Waits.Signal();
        _bench.Shipments.OnRecord = async (parcel, _, _) =>
        {
            if (parcel == "p1")
                await first.Task;
            else
                second.TrySetResult();
        };
        _bench.Shipments.Register("acme", "p2");
        Task run = RunAsync();
        _stream.Send(10, Make.ScanOf("p1"));
        _stream.Send(20, Make.ScanOf("p2"));
        _stream.HalfClose();
        await second.Task.Within("the second batch at its parcel");
        _stream.Acked().Should().BeEmpty();

        first.SetResult();
        await run.Within("the end of the stream");

        _stream.Acked().Should().Equal(10, 20);
    }

    [Fact]
    public async Task At_32_batches_under_way_nothing_more_is_read_until_one_is_acknowledged()
    {
        TaskCompletionSource gate = Waits.Signal();
        _bench.Shipments.OnRecord = (_, _, _) => gate.Task;
        for (int i = 0; i < 40; i++)
            _stream.Send(i, Make.ScanOf("p1", minutesAgo: i + 1));
        Task thirdsecond = _stream.Asked(ApiLimits.StreamBatchesMax);
        Task run = RunAsync();
        await thirdsecond.Within("the 32nd batch read");
        // The reader runs on this thread up to its first wait: what it has not asked for by now it waits for room to ask.
        _stream.Read.Should().Be(ApiLimits.StreamBatchesMax);

        gate.SetResult();
        _stream.HalfClose();
        await run.Within("the end of the stream");

        _stream.Acked().Should().Equal(Enumerable.Range(0, 40).Select(i => (long)i));
        _stream.Read.Should().Be(41);
    }

    // Goal: streams share the host's room; one that finds none reads no further and loses nothing. Method: another stream holds all but one scan's room.
    [Fact]
    public async Task A_batch_that_finds_no_room_in_the_host_waits_and_nothing_more_is_read()
    {
        await _host.EnterAsync(new WorkWeight(4_095, 0), CancellationToken.None);
        TaskCompletionSource gate = Waits.Signal();
        _bench.Shipments.OnRecord = (_, _, _) => gate.Task;
        for (int i = 0; i < 3; i++)
            _stream.Send(i, Make.ScanOf("p1", minutesAgo: i + 1));
        Task second = _stream.Asked(2);
        Task run = RunAsync();
        await second.Within("the second batch read");
        _stream.Read.Should().Be(2);
        _bench.Shipments.Calls.Should().ContainSingle();

        _host.Leave(new WorkWeight(4_095, 0));
        gate.SetResult();
        _stream.HalfClose();
        await run.Within("the end of the stream");

        _stream.Acked().Should().Equal(0, 1, 2);
        _host.Items.Should().Be(0);
    }

    [Fact]
    public async Task A_stopping_host_acknowledges_a_batch_that_waits_for_room()
    {
        await _host.EnterAsync(new WorkWeight(4_096, 0), CancellationToken.None);
        _stream.Send(1, Make.ScanOf("p1"));
        Task run = RunAsync();

        await _draining.CancelAsync();
        _host.Leave(new WorkWeight(4_096, 0));
        RpcException failed = await Details.Fails(() => run.Within("the end of the stream"));

        failed.ShouldBe(ApiReason.Draining);
        _stream.Acked().Should().Equal(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ApiLimits.BatchScansMax + 1)]
    public async Task A_batch_of_a_wrong_size_ends_the_stream_after_all_before_it_are_acknowledged(int scans)
    {
        _stream.Send(1, Make.ScanOf("p1"));
        _stream.Send(2, Make.ScanOf("p1", minutesAgo: 2));
        _stream.Send(3, [.. Enumerable.Range(0, scans).Select(_ => Make.ScanOf("p1"))]);
        _stream.Send(4, Make.ScanOf("p1"));

        RpcException failed = await Details.Fails(RunAsync);

        failed.ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("scans");
        _stream.Acked().Should().Equal(1, 2);
        _stream.Read.Should().Be(3);
    }

    [Fact]
    public async Task A_batch_of_a_thousand_is_taken()
    {
        _stream.Send(1, [.. Enumerable.Range(0, ApiLimits.BatchScansMax).Select(i => Make.ScanOf("p1", minutesAgo: i))]);
        _stream.HalfClose();

        await RunAsync().Within("the end of the stream");

        (await _stream.Ack()).Outcomes.Should().HaveCount(1_000).And.OnlyContain(outcome => outcome.Result == ScanResult.Recorded);
    }

    [Fact]
    public async Task A_batch_that_ends_unavailable_ends_the_stream_after_those_before_it()
    {
        _bench.Shipments.RecordInstead = (parcel, _) =>
            parcel == "bad" ? new RecordReply { Header = new CallHeader { Status = CallStatus.Unavailable } } : null;
        _stream.Send(1, Make.ScanOf("p1"));
        _stream.Send(2, Make.ScanOf("bad"));
        _stream.Send(3, Make.ScanOf("p1"));

        RpcException failed = await Details.Fails(RunAsync);

        failed.ShouldBe(ApiReason.StoreUnavailable);
        _stream.Acked().Should().Equal(1);
    }

    [Fact]
    public async Task A_stream_without_a_batch_ends_well()
    {
        _stream.HalfClose();
        await RunAsync().Within("the end of the stream");
        _stream.Acked().Should().BeEmpty();
    }

    [Fact]
    public async Task A_caller_that_goes_away_ends_the_stream_and_the_waits_of_its_batches()
    {
        TaskCompletionSource reached = Waits.Signal();
        _bench.Shipments.OnRecord = async (_, _, _) =>
        {
            reached.SetResult();
            await Waits.Signal().Task;
        };
        _stream.Send(1, Make.ScanOf("p1"));
        Task run = RunAsync();
        await reached.Task.Within("the batch at its parcel");

        await _call.CancelAsync();

        Func<Task> end = () => run.Within("the end of the stream, though its parcel never answers");
        await end.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_stopping_host_ends_the_stream_after_acknowledging_what_was_read()
    {
        TaskCompletionSource gate = Waits.Signal(), reached = Waits.Signal();
        _bench.Shipments.OnRecord = (_, _, _) =>
        {
            reached.SetResult();
            return gate.Task;
        };
        _stream.Send(1, Make.ScanOf("p1"));
        Task run = RunAsync();
        await reached.Task.Within("the batch at its parcel");

        await _draining.CancelAsync();
        gate.SetResult();
        RpcException failed = await Details.Fails(() => run.Within("the end of the stream"));

        failed.ShouldBe(ApiReason.Draining);
        _stream.Acked().Should().Equal(1);
    }

    [Fact]
    public async Task A_transport_that_breaks_ends_the_stream_with_its_error_after_the_acknowledgements()
    {
        _stream.Send(1, Make.ScanOf("p1"));
        _stream.Break(new IOException("reset"));

        Func<Task> end = RunAsync;

        await end.Should().ThrowAsync<Exception>().Where(exception => exception is IOException || exception.InnerException is IOException);
        _stream.Acked().Should().Equal(1);
    }

    private async Task RunAsync()
    {
        using ScanStream stream = new(_bench.Recorder, _host, "acme", _call.Token, _draining.Token);
        await stream.RunAsync(_stream, _stream);
    }
}
