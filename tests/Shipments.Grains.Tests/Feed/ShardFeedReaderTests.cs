using Shipments.Contracts.Feed;
using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Feed;
using Shipments.Journal.V1;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Feed;

public sealed class ShardFeedReaderTests
{
    private readonly FakeJournal _journal = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ShardFeedReader _reader;

    public ShardFeedReaderTests() => _reader = new ShardFeedReader(0, _journal, _journal, TimeProvider.System, _stop.Token);

    [Fact]
    public async Task Only_the_tenants_parcels_are_shown_and_the_place_passes_the_others()
    {
        _journal.Add("parcel/acme/p1", Moved(Phase.None, Phase.Pending));
        _journal.Add("parcel/acme2/p1", Moved(Phase.None, Phase.Pending));
        _journal.Add("number/acme/RB123456785CN", new ParcelEntry());
        _journal.Add("parcel/acme/p2", Moved(Phase.None, Phase.Pending));
        _journal.Add("parcel/other/p3", Moved(Phase.None, Phase.Pending));

        ReadShardReply reply = await ReadAsync(new ReadShardQuery { Tenant = "acme" });

        reply.Changes.Select(change => change.Parcel).Should().Equal("parcels/p1", "parcels/p2");
        reply.UpTo.Should().Be(5);
        reply.Reset.Should().BeFalse();
    }

    [Fact]
    public async Task A_parcel_alone_is_shown_when_one_is_asked_for()
    {
        _journal.Add("parcel/acme/p1", Moved(Phase.None, Phase.Pending));
        _journal.Add("parcel/acme/p10", Moved(Phase.None, Phase.Pending));
        _journal.Add("parcel/acme/p1", Moved(Phase.Pending, Phase.PickedUp), 2);

        ReadShardReply reply = await ReadAsync(new ReadShardQuery { Tenant = "acme", Parcel = "p1" });

        reply.Changes.Select(change => (change.Parcel, change.Version)).Should().Equal(("parcels/p1", 1L), ("parcels/p1", 2L));
    }

    [Fact]
    public async Task Changes_that_leave_the_phase_are_left_out_when_only_phase_changes_are_asked_for()
    {
        _journal.Add("parcel/acme/p1", Moved(Phase.None, Phase.Pending));
        _journal.Add("parcel/acme/p1", Moved(Phase.Pending, Phase.Pending), 2);
        _journal.Add("parcel/acme/p1", new ParcelEntry(), 3);
        _journal.Add("parcel/acme/p1", Moved(Phase.Pending, Phase.PickedUp), 4);

        ReadShardReply reply = await ReadAsync(new ReadShardQuery { Tenant = "acme", PhaseChangesOnly = true });

        reply.Changes.Select(change => (change.Version, change.PhaseBefore, change.PhaseAfter)).Should().Equal(
            (1L, V1.Phase.Unspecified, V1.Phase.Pending), (4L, V1.Phase.Pending, V1.Phase.PickedUp));
    }

    [Fact]
    public async Task A_read_ends_at_its_most_changes_and_the_next_goes_on_there()
    {
        for (int i = 1; i <= 3; i++)
            _journal.Add("parcel/acme/p1", Moved(Phase.None, Phase.Pending), i);

        ReadShardReply first = await ReadAsync(new ReadShardQuery { Tenant = "acme", ChangesMax = 2 });
        ReadShardReply second = await ReadAsync(new ReadShardQuery { Tenant = "acme", ChangesMax = 2, After = first.UpTo });

        first.Changes.Select(change => change.Version).Should().Equal(1, 2);
        second.Changes.Select(change => change.Version).Should().Equal(3);
    }

    [Fact]
    public async Task A_read_ends_at_its_most_bytes_but_gives_a_first_change_whatever_its_size()
    {
        for (int i = 1; i <= 2; i++)
            _journal.Add("parcel/acme/p1", Moved(Phase.None, Phase.Pending), i);

        ReadShardReply first = await ReadAsync(new ReadShardQuery { Tenant = "acme", BytesMax = 1 });

        first.Changes.Select(change => change.Version).Should().Equal(1);
        first.UpTo.Should().Be(1);
    }

    [Fact]
    public async Task A_waiting_read_ends_with_the_first_change_of_the_tenant()
    {
        Task<ReadShardReply> read = ReadAsync(new ReadShardQuery { Tenant = "acme", WaitMs = 20_000 });
        _journal.Add("parcel/other/p1", Moved(Phase.None, Phase.Pending));
        read.IsCompleted.Should().BeFalse();

        _journal.Add("parcel/acme/p1", Moved(Phase.None, Phase.Pending));

        ReadShardReply reply = await read.Awaiting("the change that was waited for");
        reply.Changes.Select(change => change.Parcel).Should().Equal("parcels/p1");
        reply.UpTo.Should().Be(2);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task A_place_that_is_trimmed_or_beyond_the_end_is_a_reset(long after, bool isReset)
    {
        for (int i = 1; i <= 4; i++)
            _journal.Add("parcel/acme/p1", Moved(Phase.None, Phase.Pending), i);
        _journal.TrimmedTo = 2;

        (await ReadAsync(new ReadShardQuery { Tenant = "acme", After = after })).Reset.Should().Be(isReset);
    }

    [Fact]
    public async Task The_places_are_the_end_and_the_beginning_of_what_is_kept()
    {
        for (int i = 1; i <= 4; i++)
            _journal.Add("parcel/acme/p1", Moved(Phase.None, Phase.Pending), i);
        (await _reader.PlacesAsync(new ShardPlacesQuery { Earliest = true }, default)).Should().Be(Places(earliest: 0));
        _journal.TrimmedTo = 2;
        (await _reader.PlacesAsync(new ShardPlacesQuery { Earliest = true }, default)).Should().Be(Places(earliest: 2));
        ShardPlacesReply at = Places(earliest: 0);
        at.At = 3;
        (await _reader.PlacesAsync(new ShardPlacesQuery { AtMs = 4_000 }, default)).Should().Be(at);
    }

    [Theory]
    [InlineData(OwnershipAnswer.No, CallStatus.Moved)]
    [InlineData(OwnershipAnswer.NotNow, CallStatus.Unavailable)]
    public async Task A_silo_that_may_not_act_for_the_shard_says_so(OwnershipAnswer answer, CallStatus status)
    {
        _journal.Answer = answer;

        (await ReadAsync(new ReadShardQuery())).Header.Status.Should().Be(status);
        (await _reader.PlacesAsync(new ShardPlacesQuery(), default)).Header.Status.Should().Be(status);
    }

    [Fact]
    public async Task A_shard_or_a_store_that_goes_away_while_it_is_read_is_an_answer()
    {
        _journal.Fault = new ShardMovedException("gone");
        (await ReadAsync(new ReadShardQuery())).Header.Should().Be(new CallHeader { Status = CallStatus.Moved, Owner = "127.0.0.1:9" });
        _journal.Fault = new StorageUnavailableException("away");
        (await ReadAsync(new ReadShardQuery())).Header.Status.Should().Be(CallStatus.Unavailable);
    }

    [Fact]
    public async Task A_stop_of_the_silo_ends_the_waiting_reads()
    {
        Task<ReadShardReply> read = ReadAsync(new ReadShardQuery { Tenant = "acme", WaitMs = 20_000 });

        await _stop.CancelAsync();

        (await read.Awaiting("the end of the read")).Header.Status.Should().Be(CallStatus.Unavailable);
    }

    [Fact]
    public async Task So_many_reads_wait_at_once_and_one_more_is_refused()
    {
        using CancellationTokenSource callers = new();
        ReadShardQuery query = Whole(new ReadShardQuery { Tenant = "acme", WaitMs = 20_000 });
        Task<ReadShardReply>[] reads = [.. Enumerable.Range(0, FeedBounds.ReadsMax).Select(_ => _reader.ReadAsync(query, callers.Token))];
        reads.Should().OnlyContain(read => !read.IsCompleted);

        (await _reader.ReadAsync(query, default)).Header.Status.Should().Be(CallStatus.Overloaded);

        await callers.CancelAsync();
        await FluentActions.Awaiting(() => Task.WhenAll(reads).Awaiting("the end of the reads")).Should().ThrowAsync<OperationCanceledException>();
        (await ReadAsync(new ReadShardQuery { Tenant = "acme" })).Header.Status.Should().Be(CallStatus.Ok);
    }

    [Theory]
    [InlineData(FeedBounds.ChangesMax, FeedBounds.BytesMax, 20_000, true)]
    [InlineData(FeedBounds.ChangesMax + 1, 1, 0, false)]
    [InlineData(1, FeedBounds.BytesMax + 1, 0, false)]
    [InlineData(1, 1, 20_001, false)]
    [InlineData(-1, 1, 0, false)]
    public async Task A_query_out_of_its_bounds_is_a_fault_of_the_caller(int changesMax, int bytesMax, int waitMs, bool isAllowed)
    {
        _journal.Add("parcel/acme/p1", Moved(Phase.None, Phase.Pending));
        ReadShardQuery query = new() { Tenant = "acme", ChangesMax = changesMax, BytesMax = bytesMax, WaitMs = waitMs };
        Func<Task> read = () => _reader.ReadAsync(query, default);

        if (isAllowed)
            await read.Should().NotThrowAsync();
        else
            await read.Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    private static ParcelEntry Moved(Phase before, Phase after) =>
        new() { PhaseBefore = (int)before, Decided = new ParcelDecided { Phase = (int)after } };

    private static ShardPlacesReply Places(long earliest) => new()
    {
        Header = new CallHeader { Status = CallStatus.Ok }, Head = 4, Earliest = earliest, ShardCount = 4, DatabaseId = "db", Timeline = 3,
    };

    private static ReadShardQuery Whole(ReadShardQuery query)
    {
        query.ChangesMax = query.ChangesMax == 0 ? 100 : query.ChangesMax;
        query.BytesMax = query.BytesMax == 0 ? 100_000 : query.BytesMax;
        return query;
    }

    private Task<ReadShardReply> ReadAsync(ReadShardQuery query) => _reader.ReadAsync(Whole(query), default);
}
