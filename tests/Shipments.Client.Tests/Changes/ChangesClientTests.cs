using Grpc.Core;
using Shipments.Client.Tests.Server;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Client.Tests.Changes;

public sealed class ChangesClientTests
{
    private static readonly RpcException s_draining = Faults.Of(StatusCode.Unavailable, "DRAINING", TimeSpan.FromSeconds(0.1));
    private static readonly RpcException s_end = Faults.Of(StatusCode.Unauthenticated, "API_KEY_UNKNOWN");

    [Fact]
    public async Task A_stream_that_breaks_is_opened_again_behind_what_was_given_out()
    {
        await using Bench bench = await Bench.StartAsync();
        List<string> cursors = [];
        TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Server.Changes.Read
            .Then(async (request, responses, context) =>
            {
                cursors.Add(request.Cursor);
                await responses.WriteAsync(Message("c1"));
                await responses.WriteAsync(Message("c2", 1, 2, 3));
                await taken.Task;
                FakeShipments.Break(context);
                await context.CancellationToken.WaitHandleAsync();
            })
            .Then(async (request, responses, _) =>
            {
                cursors.Add(request.Cursor);
                await responses.WriteAsync(Message("c3", 4));
                throw s_draining;
            })
            .Then((request, _, _) => { cursors.Add(request.Cursor); throw s_end; });

        (List<ChangeEvent> seen, ShipmentsCallException end) = await ReadAsync(bench, "c0", one => { if (one.Change?.Version == 3) taken.SetResult(); });

        seen.Select(one => (one.Change?.Version ?? 0, one.Cursor)).Should().Equal((0, "c1"), (1, "c1"), (2, "c1"), (3, "c2"), (4, "c3"));
        cursors[0].Should().Be("c0");
        cursors[1..].Should().Equal(["c2", "c3"], "a break brings nothing twice and leaves nothing out");
        end.Reason.Should().Be("API_KEY_UNKNOWN");
    }

    [Fact]
    public async Task Without_a_cursor_the_place_of_now_is_asked_for_once_so_that_a_break_skips_nothing()
    {
        await using Bench bench = await Bench.StartAsync();
        List<string> cursors = [];
        bench.Server.Changes.Cursor.Then(request => Task.FromResult(new GetCursorResponse { Cursor = $"{request.Place}" }));
        bench.Server.Changes.Read
            .Then((request, _, _) => { cursors.Add(request.Cursor); throw s_draining; }, times: 2)
            .Then((request, _, _) => { cursors.Add(request.Cursor); throw s_end; });

        await ReadAsync(bench, null);

        cursors.Should().Equal("Now", "Now", "Now");
        bench.Server.Changes.Cursor.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_cursor_that_is_no_longer_served_ends_with_an_exception_that_says_how_to_go_on()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Changes.Read.Then((_, _, _) => throw Faults.Of(StatusCode.OutOfRange, "CURSOR_RESET"));

        (_, ShipmentsCallException end) = await ReadAsync(bench, "old");

        end.Should().BeOfType<CursorResetException>().Which.StatusCode.Should().Be(StatusCode.OutOfRange);
        end.Message.Should().Contain("Get a new cursor, read the parcels anew, then go on from that cursor.");
    }

    [Fact]
    public async Task A_stream_that_falls_silent_is_opened_again()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Changes.Read
            .Then(async (_, responses, context) => { await responses.WriteAsync(Message("c1")); await context.CancellationToken.WaitHandleAsync(); })
            .Then(async (request, responses, context) => { await responses.WriteAsync(Message(request.Cursor + "+")); await context.CancellationToken.WaitHandleAsync(); });
        using CancellationTokenSource mine = new();
        await using IAsyncEnumerator<ChangeEvent> events = bench.Client.Changes.ReadChangesAsync("c0").GetAsyncEnumerator(mine.Token);
        (await events.MoveNextAsync().Awaiting("the first sign of life")).Should().BeTrue();

        ValueTask<bool> next = events.MoveNextAsync();
        bench.Time.EndWaits().Should().BeGreaterThan(0);

        (await next.Awaiting("a sign of life of the second stream")).Should().BeTrue();
        events.Current.Should().Be(new ChangeEvent(null, "c1+"));
        await mine.CancelAsync();
    }

    [Fact]
    public async Task A_server_that_does_not_come_back_in_time_ends_the_reading()
    {
        await using Bench bench = await Bench.StartAsync(options => options.ReconnectWithin = TimeSpan.FromSeconds(20));
        bench.Server.Changes.Read.Then((_, _, _) => throw s_draining);

        (_, ShipmentsCallException end) = await ReadAsync(bench, "c0");

        end.Reason.Should().Be("DRAINING");
        TimeSpan paused = bench.Time.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause);
        paused.Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(20)).And.BeGreaterThan(TimeSpan.FromSeconds(20) - new ShipmentsClientOptions().BackoffMax - TimeSpan.FromSeconds(0.1));
        bench.Server.Changes.Read.Calls.Should().Be(bench.Time.Pauses.Count + 1);
    }

    [Fact]
    public async Task A_message_sets_the_time_for_coming_back_to_its_beginning()
    {
        await using Bench bench = await Bench.StartAsync(options => options.ReconnectWithin = TimeSpan.FromSeconds(1));
        const int breaks = 30;
        bench.Server.Changes.Read
            .Then(async (_, responses, _) => { await responses.WriteAsync(Message("c")); throw s_draining; }, times: breaks)
            .Then((_, _, _) => throw s_end);

        (List<ChangeEvent> seen, ShipmentsCallException end) = await ReadAsync(bench, "c0");

        (seen.Count, end.Reason).Should().Be((breaks, "API_KEY_UNKNOWN"));
    }

    // Reads to the end that the last step of the script is.
    private static async Task<(List<ChangeEvent> Seen, ShipmentsCallException End)> ReadAsync(Bench bench, string? cursor, Action<ChangeEvent>? onEvent = null)
    {
        List<ChangeEvent> seen = [];
        async Task ReadAllAsync()
        {
            await foreach (ChangeEvent one in bench.Client.Changes.ReadChangesAsync(cursor))
            {
                seen.Add(one);
                onEvent?.Invoke(one);
            }
        }

        return (seen, (await FluentActions.Awaiting(() => ReadAllAsync().Awaiting("the end of the changes")).Should().ThrowAsync<ShipmentsCallException>()).Which);
    }

    private static ReadChangesResponse Message(string cursor, params long[] versions) =>
        new() { Cursor = cursor, Changes = { versions.Select(version => new Change { Parcel = "parcels/p1", Version = version }) } };
}
