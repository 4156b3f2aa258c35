using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Shipments.TestKit;
using Shipments.TestKit.Processes;
using Shipments.V1;

namespace Shipments.Silo.Tests.Hosting;

/// <summary>Changes as a caller of the process reads them.</summary>
public sealed class ChangeStreamTests
{
    private const int Parcels = 20;

    private static readonly ApiKey[] s_keys = [new("acme-key", "acme"), new("globex-key", "globex")];
    private static readonly Metadata s_acme = new() { { "x-api-key", "acme-key" } };
    private static readonly Metadata s_globex = new() { { "x-api-key", "globex-key" } };

    /// <summary>
    /// Goal: a caller that keeps its cursor sees every change of its parcels in order, over a stop of the silo, and nothing of another tenant.
    /// Method: two tenants with the same parcels; one reads, the silo stops and starts on its folder, the reader goes on from its cursor.
    /// </summary>
    [Fact]
    public async Task A_reader_goes_on_from_its_cursor_after_a_restart()
    {
        using TempFolder data = new();
        List<Change> seen = [];
        string cursor;
        await using (SiloProcess silo = await SiloProcess.StartAsync(data.Path, keys: s_keys))
        {
            using var channel = GrpcChannel.ForAddress(silo.Address);
            cursor = (await new ChangeService.ChangeServiceClient(channel).GetCursorAsync(new GetCursorRequest(), s_acme)).Cursor;
            await RegisterAsync(channel, s_acme, "acme");
            await RegisterAsync(channel, s_globex, "globex");
            cursor = await ReadAsync(channel, cursor, seen, Parcels);
            await ScanAsync(channel, "PICKED_UP", 2);
            await StreamEndsWhenTheSiloStopsAsync(silo, channel);
        }

        await using (SiloProcess silo = await SiloProcess.StartAsync(data.Path, keys: s_keys))
        {
            using var channel = GrpcChannel.ForAddress(silo.Address);
            await ScanAsync(channel, "DEPARTED", 1);
            await ReadAsync(channel, cursor, seen, 3 * Parcels);
        }

        for (int i = 0; i < Parcels; i++)
        {
            seen.Where(change => change.Parcel == $"parcels/p{i}").Select(change => (change.Version, change.PhaseAfter, change.LaneAfter))
                .Should().Equal((1L, Phase.Pending, "CN-US/acme"), (2L, Phase.PickedUp, "CN-US/acme"), (3L, Phase.Departed, "CN-US/acme"));
        }

        seen.Should().HaveCount(3 * Parcels);
    }

    [Fact]
    public async Task A_watch_shows_the_parcel_then_its_scans_as_they_are_committed_and_resumes_from_its_etag()
    {
        using TempFolder data = new();
        await using SiloProcess silo = await SiloProcess.StartAsync(data.Path, keys: s_keys);
        using var channel = GrpcChannel.ForAddress(silo.Address);
        ParcelService.ParcelServiceClient parcels = new(channel);
        await RegisterAsync(channel, s_acme, "acme");
        string etag;
        using (var watch = parcels.WatchParcel(new WatchParcelRequest { Name = "parcels/p1" }, s_acme))
        {
            (await NextAsync(watch)).Parcel.Phase.Should().Be(Phase.Pending);
            await ScanAsync(channel, "PICKED_UP", 2);
            WatchParcelResponse change = await NextAsync(watch);
            (change.Change.PhaseBefore, change.Change.PhaseAfter).Should().Be((Phase.Pending, Phase.PickedUp));
            etag = change.Etag;
        }

        using (var watch = parcels.WatchParcel(new WatchParcelRequest { Name = "parcels/p1", Etag = etag }, s_acme))
        {
            (await NextAsync(watch)).EventCase.Should().Be(WatchParcelResponse.EventOneofCase.None);
            await ScanAsync(channel, "DEPARTED", 1);
            (await NextAsync(watch)).Change.PhaseAfter.Should().Be(Phase.Departed);
        }

        using (var watch = parcels.WatchParcel(new WatchParcelRequest { Name = "parcels/p1", Etag = etag }, s_acme))
            (await NextAsync(watch)).Parcel.Phase.Should().Be(Phase.Departed);
    }

    private static async Task<WatchParcelResponse> NextAsync(AsyncServerStreamingCall<WatchParcelResponse> watch)
    {
        (await watch.ResponseStream.MoveNext(default).Awaiting("the next message of the watch")).Should().BeTrue();
        return watch.ResponseStream.Current;
    }

    private static async Task RegisterAsync(GrpcChannel channel, Metadata caller, string service)
    {
        ParcelService.ParcelServiceClient parcels = new(channel);
        for (int i = 0; i < Parcels; i++)
        {
            RegisterParcelRequest request = new() { ParcelId = $"p{i}", Service = service, OriginCountry = "CN", DestinationCountry = "US" };
            await parcels.RegisterParcelAsync(request, caller);
        }
    }

    private static async Task ScanAsync(GrpcChannel channel, string code, int hoursAgo)
    {
        RecordScansRequest request = new();
        for (int i = 0; i < Parcels; i++)
        {
            request.Scans.Add(new Scan
            {
                Parcel = $"parcels/p{i}", Carrier = "shipments", Code = code, Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddHours(-hoursAgo)),
            });
        }

        RecordScansResponse response = await new ScanService.ScanServiceClient(channel).RecordScansAsync(request, s_acme);
        response.Outcomes.Select(outcome => outcome.Result).Should().OnlyContain(result => result == ScanResult.Recorded);
    }

    // Reads until so many changes are seen, and gives the cursor after them.
    private static async Task<string> ReadAsync(GrpcChannel channel, string cursor, List<Change> seen, int until)
    {
        using var call = new ChangeService.ChangeServiceClient(channel).ReadChanges(new ReadChangesRequest { Cursor = cursor }, s_acme);
        while (seen.Count < until)
        {
            (await call.ResponseStream.MoveNext(default).Awaiting($"change {seen.Count + 1} of {until}")).Should().BeTrue();
            seen.AddRange(call.ResponseStream.Current.Changes);
            cursor = call.ResponseStream.Current.Cursor;
        }

        return cursor;
    }

    private static async Task StreamEndsWhenTheSiloStopsAsync(SiloProcess silo, GrpcChannel channel)
    {
        using var call = new ChangeService.ChangeServiceClient(channel).ReadChanges(new ReadChangesRequest(), s_acme);
        (await call.ResponseStream.MoveNext(default).Awaiting("the first message")).Should().BeTrue();
        Task<int> stop = silo.StopAsync();

        RpcException ended = (await FluentActions.Awaiting(() => call.ResponseStream.MoveNext(default).Awaiting("the end of the stream"))
            .Should().ThrowAsync<RpcException>()).Which;

        ended.StatusCode.Should().Be(StatusCode.Unavailable);
        (await stop).Should().Be(0);
    }
}
