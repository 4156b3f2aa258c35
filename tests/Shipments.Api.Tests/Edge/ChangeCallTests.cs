using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shipments.Api.Authentication;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Authentication;
using Shipments.Api.Tests.Changes;
using Shipments.Api.Tests.Fakes;
using Shipments.V1;

namespace Shipments.Api.Tests.Edge;

/// <summary>Changes over the wire.</summary>
public sealed class ChangeCallTests
{
    private static readonly Metadata Acme = new() { { "x-api-key", "acme-key" } };
    private static readonly Metadata Globex = new() { { "x-api-key", "globex-key" } };

    [Fact]
    public async Task A_tenant_reads_its_own_changes_from_a_cursor_and_its_cursor_serves_no_other()
    {
        await using EdgeHost host = await KeyedAsync();
        host.Feed.Add(0, "acme", FakeFeed.Change("p1", 1));
        host.Feed.Add(0, "globex", FakeFeed.Change("secret", 1));
        host.Feed.Add(3, "acme", FakeFeed.Change("p2", 1));
        ChangeService.ChangeServiceClient client = new(host.Channel);
        string cursor = (await client.GetCursorAsync(new GetCursorRequest { Place = CursorPlace.Earliest }, Acme)).Cursor;

        List<ReadChangesResponse> messages = await ReadAsync(client, cursor, 2);
        messages.SelectMany(message => message.Changes).Select(change => change.Parcel).Should().BeEquivalentTo("parcels/p1", "parcels/p2");

        host.Feed.Add(0, "acme", FakeFeed.Change("p1", 2));
        (await ReadAsync(client, messages[^1].Cursor, 1)).SelectMany(message => message.Changes).Select(change => change.Version).Should().Equal(2);
        (await FailsAsync(client, cursor, Globex)).ShouldBe(ApiReason.FieldsInvalid);
    }

    [Fact]
    public async Task Wrong_cursors_places_and_views_are_refused_with_their_field()
    {
        await using EdgeHost host = await KeyedAsync();
        ChangeService.ChangeServiceClient client = new(host.Channel);

        foreach (int length in new[] { ApiLimits.CursorCharsMax, ApiLimits.CursorCharsMax + 1 })
            (await FailsAsync(client, Make.Repeat(length), Acme)).ShouldBe(ApiReason.FieldsInvalid);
        (await Details.Fails(() => client.GetCursorAsync(new GetCursorRequest { Place = (CursorPlace)9 }, Acme).ResponseAsync))
            .GetRpcStatus()!.Fields().Should().Equal("place");
        (await WatchFailsAsync(host, new WatchParcelRequest { Name = "p1", View = (ParcelView)9, Etag = Make.Repeat(ApiLimits.EtagCharsMax + 1) }))
            .GetRpcStatus()!.Fields().Should().Equal("name", "etag", "view");
    }

    [Fact]
    public async Task A_cursor_at_a_time_gives_what_was_committed_from_then_on()
    {
        await using EdgeHost host = await KeyedAsync();
        foreach (int version in new[] { 1, 2, 3 })
            host.Feed.Add(0, "acme", FakeFeed.Change("p1", version));
        ChangeService.ChangeServiceClient client = new(host.Channel);
        Timestamp second = Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(FakeFeed.BeginMs).AddSeconds(1));

        string cursor = (await client.GetCursorAsync(new GetCursorRequest { Time = second }, Acme)).Cursor;

        (await ReadAsync(client, cursor, 1)).SelectMany(message => message.Changes).Select(change => change.Version).Should().Equal(2, 3);
    }

    [Fact]
    public async Task A_time_to_come_out_of_bounds_or_beside_a_place_is_refused_with_its_field()
    {
        await using EdgeHost host = await KeyedAsync();
        ChangeService.ChangeServiceClient client = new(host.Channel);
        Timestamp past = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Timestamp future = Timestamp.FromDateTimeOffset(new DateTimeOffset(2190, 1, 1, 0, 0, 0, TimeSpan.Zero));

        (await FieldsAsync(new GetCursorRequest { Time = future })).Should().Equal("time");
        (await FieldsAsync(new GetCursorRequest { Time = new Timestamp { Seconds = -1 } })).Should().Equal("time");
        (await FieldsAsync(new GetCursorRequest { Time = past, Place = CursorPlace.Now })).Should().Equal("place");

        async Task<IEnumerable<string>> FieldsAsync(GetCursorRequest request) =>
            (await Details.Fails(() => client.GetCursorAsync(request, Acme).ResponseAsync)).GetRpcStatus()!.Fields();
    }

    [Fact]
    public async Task A_reset_tells_how_to_go_on()
    {
        await using EdgeHost host = await KeyedAsync();
        ChangeService.ChangeServiceClient client = new(host.Channel);
        string cursor = (await client.GetCursorAsync(new GetCursorRequest(), Acme)).Cursor;
        host.Feed.Earliest = 1;

        RpcException reset = await FailsAsync(client, cursor, Acme);

        reset.ShouldBe(ApiReason.CursorReset).Message.Should().Contain("get a new cursor, then read the parcels anew");
        reset.StatusCode.Should().Be(StatusCode.OutOfRange);
    }

    [Fact]
    public async Task A_watch_of_another_tenants_parcel_finds_none()
    {
        await using EdgeHost host = await KeyedAsync();
        host.Shipments.Register("globex", "p1");

        (await WatchFailsAsync(host, new WatchParcelRequest { Name = "parcels/p1", Etag = Make.Repeat(ApiLimits.EtagCharsMax) }))
            .ShouldBe(ApiReason.ParcelNotFound);
    }

    private static Task<EdgeHost> KeyedAsync() => EdgeHost.StartAsync(options =>
    {
        options.Keys.Add(new ApiKeyOptions { Sha256 = CredentialsTests.HashOf("acme-key"), Tenant = "acme", Name = "acme 1" });
        options.Keys.Add(new ApiKeyOptions { Sha256 = CredentialsTests.HashOf("globex-key"), Tenant = "globex", Name = "globex 1" });
    });

    private static async Task<List<ReadChangesResponse>> ReadAsync(ChangeService.ChangeServiceClient client, string cursor, int changes)
    {
        using AsyncServerStreamingCall<ReadChangesResponse> call = client.ReadChanges(new ReadChangesRequest { Cursor = cursor }, Acme);
        List<ReadChangesResponse> messages = [];
        while (messages.Sum(message => message.Changes.Count) < changes)
        {
            (await call.ResponseStream.MoveNext(default).Within("the next changes")).Should().BeTrue();
            messages.Add(call.ResponseStream.Current);
        }

        return messages;
    }

    private static Task<RpcException> FailsAsync(ChangeService.ChangeServiceClient client, string cursor, Metadata caller) =>
        Details.Fails(async () =>
        {
            using AsyncServerStreamingCall<ReadChangesResponse> call = client.ReadChanges(new ReadChangesRequest { Cursor = cursor }, caller);
            while (await call.ResponseStream.MoveNext(default).Within("the end of the stream"))
                call.ResponseStream.Current.Changes.Should().BeEmpty();
        });

    private static Task<RpcException> WatchFailsAsync(EdgeHost host, WatchParcelRequest request) =>
        Details.Fails(async () =>
        {
            using AsyncServerStreamingCall<WatchParcelResponse> call = new ParcelService.ParcelServiceClient(host.Channel).WatchParcel(request, Acme);
            await call.ResponseStream.MoveNext(default).Within("the end of the watch");
        });
}
