using Grpc.Core;
using Shipments.Api.Changes;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Changes;

public sealed class ChangeStreamTests : IDisposable
{
    private const int Shards = 4;

    private readonly FakeFeed _feed = new(Shards);
    private readonly StreamBench _bench;

    public ChangeStreamTests() => _bench = new StreamBench(_feed);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_first_message_is_the_cursor_and_comes_at_once()
    {
        _ = _bench.ReadChanges([0, 0, 0, 0]);

        ReadChangesResponse first = await _bench.Changes.Next("the first message");

        first.Changes.Should().BeEmpty();
        Seqs(first).Should().Equal(0, 0, 0, 0);
    }

    // Goal: whatever message the caller took in last, the next stream gives what follows it: all of it, in order, and nothing of before.
    [Fact]
    public async Task A_stream_taken_up_at_any_message_brings_all_that_follows_in_order_for_each_parcel()
    {
        const int wanted = 18;
        for (int version = 1; version <= 6; version++)
        {
            for (int shard = 0; shard < Shards; shard++)
                _feed.Add(shard, shard == 2 ? "other" : "acme", FakeFeed.Change($"p{shard}", version));
        }

        List<ReadChangesResponse> whole = await ReadOnAsync([0, 0, 0, 0], wanted);

        for (int taken = 0; taken < whole.Count; taken++)
        {
            List<Change> seen = [.. whole.Take(taken + 1).SelectMany(message => message.Changes)];
            seen.AddRange((await ReadOnAsync(Seqs(whole[taken]), wanted - seen.Count)).SelectMany(message => message.Changes));
            seen.Should().HaveCount(wanted);
            foreach (int shard in new[] { 0, 1, 3 })
                seen.Where(change => change.Parcel == $"parcels/p{shard}").Select(change => change.Version).Should().Equal(1, 2, 3, 4, 5, 6);
        }
    }

    [Fact]
    public async Task Every_read_names_the_tenant_the_filter_and_its_bounds()
    {
        _feed.Add(0, "acme", FakeFeed.Change("p", 1));
        _feed.Add(0, "acme", FakeFeed.Change("p", 2));
        _ = _bench.ReadChanges([1, 0, 0, 0], phaseChangesOnly: true);
        await _bench.Changes.Next("the first message");
        (await _bench.Changes.Next("the change")).Changes.Select(change => change.Version).Should().Equal(2);

        _feed.Reads[0].Should().Be(new ReadShardQuery
        {
            After = 1, Tenant = "acme", PhaseChangesOnly = true, ChangesMax = ApiLimits.ChangesPerReadMax, BytesMax = ApiLimits.ChangeMessageBytes,
            WaitMs = 15_000,
        });
    }

    [Fact]
    public async Task A_silent_stream_sends_its_cursor_in_time_moved_past_what_others_did()
    {
        _ = _bench.ReadChanges([0, 0, 0, 0]);
        await _bench.Changes.Next("the first message");
        await _bench.Time.Armed();
        _bench.Time.Advance(ApiLimits.ChangeHeartbeat - TimeSpan.FromMilliseconds(1));
        _bench.Changes.IsEmpty.Should().BeTrue();

        _bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        ReadChangesResponse sign = await _bench.Changes.Next("the sign of life");
        sign.Changes.Should().BeEmpty();
        Seqs(sign).Should().Equal(0, 0, 0, 0);

        await _bench.Time.Armed();
        _feed.Add(3, "other", FakeFeed.Change("p", 1));
        // What is not the caller's sets the timer anew, and nothing is sent.
        await _bench.Time.Armed();
        _bench.Changes.IsEmpty.Should().BeTrue();
        _bench.Time.Advance(ApiLimits.ChangeHeartbeat);
        Seqs(await _bench.Changes.Next("the next sign of life")).Should().Equal(0, 0, 0, 1);
    }

    // Goal: a caller that takes nothing holds the reading back. Method: it stops at the second message; each shard is read once until it goes on.
    [Fact]
    public async Task A_slow_caller_holds_back_the_reading()
    {
        const int each = 2 * ApiLimits.ChangesPerReadMax;
        for (int version = 1; version <= each; version++)
        {
            for (int shard = 0; shard < Shards; shard++)
                _feed.Add(shard, "acme", FakeFeed.Change($"p{shard}", version));
        }

        _bench.Changes.TakesFirst = 1;
        _ = _bench.ReadChanges([0, 0, 0, 0]);
        await _bench.Changes.Next("the first message");
        int changes = (await _bench.Changes.Next("the message that is not taken")).Changes.Count;

        changes.Should().Be(Shards * ApiLimits.ChangesPerReadMax);
        _feed.Reads.Select(read => read.After).Should().Equal(0, 0, 0, 0);

        _bench.Changes.GoOn();
        while (changes < Shards * each)
            changes += (await _bench.Changes.Next("the rest of the changes")).Changes.Count;
        changes.Should().Be(Shards * each);
    }

    [Fact]
    public async Task Shards_take_turns_however_much_one_of_them_has()
    {
        for (int version = 1; version <= 50 * ApiLimits.ChangesPerReadMax; version++)
            _feed.Add(0, "acme", FakeFeed.Change("busy", version));
        for (int shard = 1; shard < Shards; shard++)
            _feed.Add(shard, "acme", FakeFeed.Change($"p{shard}", 1));
        _ = _bench.ReadChanges([0, 0, 0, 0]);

        List<string> parcels = [];
        while (parcels.Distinct().Count() < Shards)
            parcels.AddRange((await _bench.Changes.Next("a change of every shard")).Changes.Select(change => change.Parcel));

        parcels.Count(parcel => parcel == "parcels/busy").Should().BeLessThanOrEqualTo(ApiLimits.ChangesPerReadMax);
    }

    [Fact]
    public async Task A_trimmed_place_ends_the_stream_with_a_reset()
    {
        _feed.Earliest = 5;

        RpcException ended = await StreamBench.ErrorOf(_bench.ReadChanges([5, 5, 4, 5]));

        ended.ShouldBe(ApiReason.CursorReset);
        ended.StatusCode.Should().Be(StatusCode.OutOfRange);
    }

    [Theory]
    [InlineData(CallStatus.Unavailable, (int)ApiReason.StoreUnavailable)]
    [InlineData(CallStatus.Moved, (int)ApiReason.StoreUnavailable)]
    [InlineData(CallStatus.Overloaded, (int)ApiReason.StoreOverloaded)]
    public async Task A_shard_that_cannot_be_read_ends_the_stream_after_what_others_brought(CallStatus status, int reason)
    {
        _feed.Instead = shard => shard == 0 ? new ReadShardReply { Header = new CallHeader { Status = status } } : null;
        _feed.Add(1, "acme", FakeFeed.Change("p", 1));

        Task stream = _bench.ReadChanges([0, 0, 0, 0]);

        await _bench.Changes.Next("the first message");
        ReadChangesResponse brought = await _bench.Changes.Next("the change of the other shard");
        brought.Changes.Select(change => change.Parcel).Should().Equal("parcels/p");
        Seqs(brought).Should().Equal(0, 1, 0, 0);
        (await StreamBench.ErrorOf(stream)).ShouldBe((ApiReason)reason);
    }

    // Goal: nothing that was read is lost to a stop. Method: two shards answer at once, the first with a message's fill, so the second waits in
    // the queue while the caller takes nothing; then the host stops.
    [Fact]
    public async Task A_stop_of_the_host_ends_the_stream_after_what_was_read()
    {
        Change large = FakeFeed.Change("p", 1);
        large.RemovedScanIds.Add(Make.Repeat(ApiLimits.ChangeMessageBytes));
        _feed.Add(0, "acme", large);
        _feed.Add(1, "acme", FakeFeed.Change("q", 1));
        _bench.Changes.TakesFirst = 1;
        Task stream = _bench.ReadChanges([0, 0, 0, 0]);
        await _bench.Changes.Next("the first message");
        (await _bench.Changes.Next("the change that is not taken")).Changes.Select(change => change.Parcel).Should().Equal("parcels/p");

        await _bench.Draining.CancelAsync();
        _bench.Changes.GoOn();

        ReadChangesResponse last = await _bench.Changes.Next("the change that was read before the stop");
        last.Changes.Select(change => change.Parcel).Should().Equal("parcels/q");
        Seqs(last).Should().Equal(1, 1, 0, 0);
        (await StreamBench.ErrorOf(stream)).ShouldBe(ApiReason.Draining);
    }

    [Fact]
    public async Task A_silent_stream_ends_at_once_when_the_host_stops()
    {
        Task stream = _bench.ReadChanges([0, 0, 0, 0]);
        await _bench.Changes.Next("the first message");

        await _bench.Draining.CancelAsync();

        (await StreamBench.ErrorOf(stream)).ShouldBe(ApiReason.Draining);
    }

    private static long[] Seqs(ReadChangesResponse message) => CursorCodec.Decode(message.Cursor, "acme")!.Seqs;

    private async Task<List<ReadChangesResponse>> ReadOnAsync(long[] seqs, int changes)
    {
        using StreamBench bench = new(_feed);
        List<ReadChangesResponse> messages = [];
        Task stream = bench.ReadChanges(seqs);
        do
            messages.Add(await bench.Changes.Next("the rest of the changes"));
        while (messages.Sum(message => message.Changes.Count) < changes);
        await bench.Call.CancelAsync();
        (await StreamBench.EndOf(stream)).Should().BeAssignableTo<OperationCanceledException>();
        return messages;
    }
}
