using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Changes;

public sealed class ParcelWatchTests : IDisposable
{
    private readonly FakeFeed _feed = new(4);
    private readonly WatchedShipments _shipments = new();
    private readonly StreamBench _bench;

    public ParcelWatchTests() => _bench = new StreamBench(_feed);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_watch_sends_the_parcel_then_each_change_once_and_in_order()
    {
        Commit(1);
        Commit(2);
        _ = _bench.Watch(_shipments);
        WatchParcelResponse first = await _bench.Watched.Next("the parcel");
        (first.EventCase, first.Etag, first.Parcel.Etag).Should().Be((WatchParcelResponse.EventOneofCase.Parcel, "\"2\"", "\"2\""));

        Commit(3);
        _feed.Add(2, "acme", FakeFeed.Change("p2", 1));
        Commit(4);

        foreach (long version in new[] { 3, 4 })
        {
            WatchParcelResponse change = await _bench.Watched.Next("a change");
            (change.EventCase, change.Change.Version, change.Etag).Should().Be((WatchParcelResponse.EventOneofCase.Change, version, $"\"{version}\""));
        }
    }

    // Goal: no change falls between the parcel that is sent and the feed. Method: it is committed between the place in the feed and the read.
    [Fact]
    public async Task A_change_while_the_watch_starts_is_in_the_parcel_and_is_not_sent_again()
    {
        Commit(1);
        _shipments.BeforeSettled = () => Commit(2);
        _ = _bench.Watch(_shipments);
        (await _bench.Watched.Next("the parcel")).Etag.Should().Be("\"2\"");

        _shipments.BeforeSettled = static () => { };
        Commit(3);

        (await _bench.Watched.Next("the next change")).Change.Version.Should().Be(3);
    }

    [Theory]
    [InlineData("\"2\"", WatchParcelResponse.EventOneofCase.None)]
    [InlineData("\"1\"", WatchParcelResponse.EventOneofCase.Parcel)]
    [InlineData("other", WatchParcelResponse.EventOneofCase.Parcel)]
    public async Task A_watch_that_resumes_is_sent_the_parcel_only_when_it_has_changed(string etag, WatchParcelResponse.EventOneofCase sent)
    {
        Commit(1);
        Commit(2);

        _ = _bench.Watch(_shipments, etag);

        WatchParcelResponse first = await _bench.Watched.Next("the first message");
        (first.EventCase, first.Etag).Should().Be((sent, "\"2\""));
        Commit(3);
        (await _bench.Watched.Next("the next change")).Change.Version.Should().Be(3);
    }

    [Fact]
    public async Task A_parcel_whose_changes_are_no_longer_all_kept_is_sent_whole_again()
    {
        Commit(1);
        _ = _bench.Watch(_shipments);
        await _bench.Watched.Next("the parcel");

        _shipments.Version = 3;
        _feed.Add(2, "acme", FakeFeed.Change("p1", 3));

        WatchParcelResponse again = await _bench.Watched.Next("the parcel as it is");
        (again.EventCase, again.Etag).Should().Be((WatchParcelResponse.EventOneofCase.Parcel, "\"3\""));
        Commit(4);
        (await _bench.Watched.Next("the next change")).Change.Version.Should().Be(4);
    }

    [Fact]
    public async Task A_read_waits_no_longer_than_the_next_sign_of_life_is_due()
    {
        Commit(1);
        _ = _bench.Watch(_shipments);
        await _bench.Watched.Next("the parcel");
        _bench.Time.Advance(ApiLimits.ChangeHeartbeat);
        _feed.Add(2, "other", FakeFeed.Change("p1", 1));

        WatchParcelResponse sign = await _bench.Watched.Next("the sign of life");

        (sign.EventCase, sign.Etag).Should().Be((WatchParcelResponse.EventOneofCase.None, "\"1\""));
        _feed.Reads.Should().OnlyContain(read => read.WaitMs <= 10_000 && read.Parcel == "p1" && read.Tenant == "acme");
    }

    [Fact]
    public async Task A_parcel_that_is_not_there_cannot_be_watched() =>
        (await StreamBench.ErrorOf(_bench.Watch(_shipments))).ShouldBe(ApiReason.ParcelNotFound);

    [Fact]
    public async Task A_watch_ends_when_the_host_stops_and_when_its_shard_cannot_be_read()
    {
        Commit(1);
        Task stopped = _bench.Watch(_shipments);
        await _bench.Watched.Next("the parcel");
        await _bench.Draining.CancelAsync();
        (await StreamBench.ErrorOf(stopped)).ShouldBe(ApiReason.Draining);

        using StreamBench other = new(_feed);
        _feed.Instead = _ => new ReadShardReply { Header = new CallHeader { Status = CallStatus.Unavailable } };
        (await StreamBench.ErrorOf(other.Watch(_shipments))).ShouldBe(ApiReason.StoreUnavailable);
    }

    private void Commit(long version)
    {
        _shipments.Version = version;
        _feed.Add(2, "acme", FakeFeed.Change("p1", version));
    }
}
