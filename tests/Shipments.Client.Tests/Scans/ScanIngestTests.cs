using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Grpc.Core;
using Shipments.Client.Tests.Server;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Client.Tests.Scans;

public sealed class ScanIngestTests
{
    [Fact]
    public async Task Ten_thousand_scans_come_back_in_order_each_with_its_outcome_over_broken_streams()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Scans.Stream
            .Then(async call =>
            {
                for (int i = 0; i < 3; i++)
                    await call.AcknowledgeAsync((await call.ReadAsync())!);
                FakeShipments.Break(call.Context);
                await call.Context.CancellationToken.WaitHandleAsync();
            }, times: 4)
            .Then(call => call.ServeAsync());
        List<string> seen = [];

        async Task IngestAsync()
        {
            await foreach (IngestedScan one in bench.Client.Scans.IngestAsync(Source(10_000)))
            {
                one.Outcome.ScanId.Should().Be(one.Scan.Code);
                seen.Add(one.Scan.Code);
            }
        }

        await IngestAsync().Awaiting("all outcomes");

        seen.Should().Equal(Enumerable.Range(0, 10_000).Select(i => $"{i}"));
    }

    [Fact]
    public async Task A_slow_source_is_not_made_to_wait_for_a_full_batch()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Scans.Stream.Then(call => call.ServeAsync());
        Channel<Scan> source = Channel.CreateUnbounded<Scan>();
        await using IAsyncEnumerator<IngestedScan> results = bench.Client.Scans.IngestAsync(source.Reader.ReadAllAsync()).GetAsyncEnumerator();

        for (int i = 0; i < 3; i++)
        {
            ValueTask<bool> next = results.MoveNextAsync();
            source.Writer.TryWrite(new Scan { Code = $"{i}" });
            (await next.Awaiting($"the outcome of lone scan {i}")).Should().BeTrue();
            results.Current.Scan.Code.Should().Be($"{i}");
        }

        source.Writer.Complete();
        (await results.MoveNextAsync().Awaiting("the end")).Should().BeFalse();
    }

    [Fact]
    public async Task The_source_is_read_no_further_than_the_window_and_the_waiting_batch()
    {
        const int batch = 10;
        const int window = 2;
        await using Bench bench = await Bench.StartAsync(options => { options.BatchScansMax = batch; options.StreamBatchesMax = window; });
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Server.Scans.Stream.Then(async call => { await call.ReadAsync(); reached.TrySetResult(); await call.Context.CancellationToken.WaitHandleAsync(); });
        int read = 0;
        async IAsyncEnumerable<Scan> Endless()
        {
            while (true)
            {
                read++;
                yield return new Scan { Code = "x" };
                await Task.Yield();
            }
        }

        using CancellationTokenSource mine = new();
        await using IAsyncEnumerator<IngestedScan> results = bench.Client.Scans.IngestAsync(Endless(), mine.Token).GetAsyncEnumerator();
        Task<bool> next = results.MoveNextAsync().AsTask();
        await reached.Task.Awaiting("a batch at the server");
        await mine.CancelAsync();

        await FluentActions.Awaiting(() => next.Awaiting("the end")).Should().ThrowAsync<OperationCanceledException>();
        // The window, one batch that waits, and the scan that found no room.
        read.Should().BeLessThanOrEqualTo((window * batch) + batch + 1);
    }

    [Fact]
    public async Task A_fault_of_the_source_comes_after_the_outcomes_before_it()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Scans.Stream.Then(call => call.ServeAsync());
        List<string> seen = [];
        async Task IngestAsync()
        {
            await foreach (IngestedScan one in bench.Client.Scans.IngestAsync(Source(5, fails: true)))
                seen.Add(one.Scan.Code);
        }

        await FluentActions.Awaiting(() => IngestAsync().Awaiting("the fault")).Should().ThrowAsync<InvalidDataException>().WithMessage("the file ended");
        seen.Should().Equal("0", "1", "2", "3", "4");
    }

    [Fact]
    public async Task A_consumer_that_stops_early_ends_the_source_and_the_stream()
    {
        await using Bench bench = await Bench.StartAsync();
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Server.Scans.Stream.Then(async call =>
        {
            call.Context.CancellationToken.Register(() => ended.TrySetResult());
            await call.ServeAsync();
        });

        await foreach (IngestedScan one in bench.Client.Scans.IngestAsync(Source(100_000)))
        {
            if (one.Scan.Code == "10")
                break;
        }

        await ended.Task.Awaiting("the end of the stream at the server");
    }

    [Fact]
    public async Task A_refused_key_ends_the_ingestion_with_the_servers_reason()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Scans.Stream.Then(_ => throw Faults.Of(StatusCode.Unauthenticated, "API_KEY_UNKNOWN"));
        async Task IngestAsync()
        {
            await foreach (IngestedScan _ in bench.Client.Scans.IngestAsync(Source(100)))
            {
            }
        }

        (await FluentActions.Awaiting(() => IngestAsync().Awaiting("the refusal")).Should().ThrowAsync<ShipmentsCallException>())
            .Which.Reason.Should().Be("API_KEY_UNKNOWN");
    }

    private static async IAsyncEnumerable<Scan> Source(int count, bool fails = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new Scan { Code = $"{i}" };
        }

        await Task.Yield();
        if (fails)
            throw new InvalidDataException("the file ended");
    }
}
