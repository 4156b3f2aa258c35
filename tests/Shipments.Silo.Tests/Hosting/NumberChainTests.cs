using Google.Protobuf;
using Grpc.Net.Client;
using Shipments.TestKit;
using Shipments.TestKit.Processes;
using Shipments.V1;

namespace Shipments.Silo.Tests.Hosting;

/// <summary>Chains of numbers, a poll that takes an event back, and the first import of a history, as a caller of the process sees them.</summary>
public sealed class NumberChainTests
{
    private const string Platform = "AP00916204417735";
    private const string LastMile = "LX704188521SG";
    private static readonly DateTimeOffset s_now = DateTimeOffset.UtcNow;

    /// <summary>
    /// Goal: a number that stands only in a sentence leads its scans to the parcel; a caller takes it away and gives it back; the changes say all of
    /// it. Method: a silo in a process of its own; payloads of our own; the change stream is read from before the registration.
    /// </summary>
    [Fact]
    public async Task A_number_named_in_a_sentence_leads_to_the_parcel_and_is_taken_away_and_given_back()
    {
        using TempFolder data = new();
        await using SiloProcess silo = await SiloProcess.StartAsync(data.Path);
        using var channel = GrpcChannel.ForAddress(silo.Address);
        ParcelService.ParcelServiceClient parcels = new(channel);
        string cursor = (await new ChangeService.ChangeServiceClient(channel).GetCursorAsync(new GetCursorRequest())).Cursor;
        await parcels.RegisterParcelAsync(new RegisterParcelRequest { ParcelId = "p", RequestId = "r", TrackingNumbers = { new TrackingNumber { Number = Platform } } });
        await FeedAsync(channel, "cainiao-detail-json", Cainiao(("GTMS_ACCEPT", 30, $"Handed over, last mile tracking number: {LastMile}.")));
        await FeedAsync(channel, "upu-emsevt-lines", $"{LastMile};EMI;{Hours(20):yyyy-MM-dd'T'HH:mm:ss'Z'};SGSINN;;\n");
        Parcel delivered = await UntilAsync(parcels, parcel => parcel.Phase == Phase.Delivered, "the scan under the number of the sentence");
        delivered.TrackingNumbers.Select(number => (number.Number, number.NamedBy, number.NamedUnder)).Should()
            .Equal((Platform, "", ""), (LastMile, "cainiao", Platform));
        delivered.TrackingNumbers[1].Evidence.Should().Be($"Handed over, last mile tracking number: {LastMile}.");

        Parcel without = (await parcels.DetachNumberAsync(new DetachNumberRequest { Name = "parcels/p", TrackingNumber = LastMile, RequestId = "d" })).Parcel;
        (without.Phase, without.ScanCount).Should().Be((Phase.LastMile, 1));
        without.DetachedNumbers.Select(number => (number.Number, number.DetachTime is not null)).Should().Equal((LastMile, true));
        await parcels.AttachNumberAsync(new AttachNumberRequest { Name = "parcels/p", TrackingNumber = new TrackingNumber { Number = LastMile }, RequestId = "a" });
        Parcel again = await UntilAsync(parcels, parcel => parcel.Phase == Phase.Delivered, "the scan under the number given back");
        again.DetachedNumbers.Should().BeEmpty();

        List<Change> changes = await ReadAsync(channel, cursor, again.Etag);
        changes.Should().ContainSingle(change => change.DetachedNumbers.Contains(LastMile)).Which.RemovedScanIds.Should().HaveCount(1);
        changes.Count(change => change.TrackingNumbers.Any(number => number.Number == LastMile)).Should().BeGreaterThan(1);
    }

    /// <summary>
    /// Goal: twenty events that come at once are one change, from pending to delivered; an event that the next poll leaves out is one more, which takes
    /// it back. Method: as above.
    /// </summary>
    [Fact]
    public async Task A_first_history_is_one_change_and_an_event_that_vanishes_is_a_correction()
    {
        using TempFolder data = new();
        await using SiloProcess silo = await SiloProcess.StartAsync(data.Path);
        using var channel = GrpcChannel.ForAddress(silo.Address);
        ParcelService.ParcelServiceClient parcels = new(channel);
        string cursor = (await new ChangeService.ChangeServiceClient(channel).GetCursorAsync(new GetCursorRequest())).Cursor;
        await parcels.RegisterParcelAsync(new RegisterParcelRequest { ParcelId = "p", RequestId = "r", TrackingNumbers = { new TrackingNumber { Number = Platform } } });
        (string Code, int HoursAgo, string Text)[] way = [.. Enumerable.Range(0, 19).Select(i => ("SC_INBOUND_SUCCESS", 100 - i, "On its way"))];
        await FeedAsync(channel, "cainiao-detail-json", Cainiao([.. way, ("GTMS_SIGNED", 20, "Delivered")]));
        await FeedAsync(channel, "cainiao-detail-json", Cainiao(way));

        Parcel parcel = (await parcels.GetParcelAsync(new GetParcelRequest { Name = "parcels/p", View = ParcelView.Full })).Parcel;
        (parcel.Phase, parcel.Flags.Corrected, parcel.CorrectedCount).Should().Be((Phase.PickedUp, true, 1));
        List<Change> changes = await ReadAsync(channel, cursor, parcel.Etag);
        changes.Where(change => change.Scans.Count > 0).Select(change => (change.PhaseBefore, change.PhaseAfter, change.Scans.Count)).Should()
            .Equal((Phase.Pending, Phase.Delivered, 20), (Phase.Delivered, Phase.PickedUp, 2));
        changes[^1].Scans.Select(scan => (scan.Code, scan.Changed)).Should().BeEquivalentTo([("GTMS_SIGNED", true), ("VANISHED", false)]);
    }

    private static DateTimeOffset Hours(int ago) => s_now.AddHours(-ago);

    private static string Cainiao(params (string Code, int HoursAgo, string Text)[] events)
    {
        IEnumerable<string> details = events.Reverse().Select(each =>
            $$"""{ "timeStr": "{{Hours(each.HoursAgo):yyyy-MM-dd HH:00:00}}", "timeZone": "GMT+0", "actionCode": "{{each.Code}}", "desc": "{{each.Text}}" }""");
        return $$"""{ "success": true, "module": [ { "mailNo": "{{Platform}}", "destCountry": "Singapore", "detailList": [ {{string.Join(", ", details)}} ] } ] }""";
    }

    private static async Task FeedAsync(GrpcChannel channel, string format, string payload)
    {
        IngestPayloadRequest request = new() { Format = format, Payload = ByteString.CopyFromUtf8(payload) };
        IngestPayloadResponse response = await new CarrierService.CarrierServiceClient(channel).IngestPayloadAsync(request);
        response.Items.Should().OnlyContain(item => item.Error == null);
    }

    private static async Task<Parcel> UntilAsync(ParcelService.ParcelServiceClient parcels, Func<Parcel, bool> holds, string what)
    {
        using var watch = parcels.WatchParcel(new WatchParcelRequest { Name = "parcels/p" });
        while (true)
        {
            Parcel parcel = (await parcels.GetParcelAsync(new GetParcelRequest { Name = "parcels/p" })).Parcel;
            if (holds(parcel))
                return parcel;
            (await watch.ResponseStream.MoveNext(default).Awaiting(what)).Should().BeTrue();
        }
    }

    private static async Task<List<Change>> ReadAsync(GrpcChannel channel, string cursor, string untilEtag)
    {
        List<Change> changes = [];
        using var call = new ChangeService.ChangeServiceClient(channel).ReadChanges(new ReadChangesRequest { Cursor = cursor });
        while (changes.Count == 0 || changes[^1].Etag != untilEtag)
        {
            (await call.ResponseStream.MoveNext(default).Awaiting($"the change {untilEtag}")).Should().BeTrue();
            changes.AddRange(call.ResponseStream.Current.Changes);
        }

        return changes;
    }
}
