using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shipments.V1;

namespace Shipments.Silo.Demo;

/// <summary>Registers the parcels of a folder of payloads and feeds the payloads, all through the silo's own gRPC door.</summary>
internal sealed class DemoRun(CallInvoker door, TimeProvider time)
{
    private const int FleetSeed = 20_261_101;

    private static readonly TimeSpan CallMax = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(20);

    private readonly ParcelService.ParcelServiceClient _parcels = new(door);
    private readonly CarrierService.CarrierServiceClient _carriers = new(door);

    /// <summary>Feeds the folder and gives what became of its parcels.</summary>
    public async Task<DemoReport> RunAsync(DemoFolder folder, CancellationToken cancellationToken)
    {
        DemoReport report = new();
        IReadOnlyList<DemoPayload> payloads = folder.Read();
        report.Unread.AddRange(folder.Unread);
        DemoParcels numbers = new(payloads);
        DemoRegistration registration = new(_parcels, () => Options(cancellationToken));
        await registration.RunAsync(folder.Plan(), numbers, payloads);
        HashSet<(string Parcel, string ScanId)> expected = [];
        foreach (DemoPayload payload in payloads)
            await FeedAsync(payload, item => registration.NameByMain.GetValueOrDefault(numbers.Main(item.TrackingNumber)), expected, report, cancellationToken);
        await SettleAsync(expected, cancellationToken);
        foreach ((string name, string shows) in registration.Shown)
            report.Parcels.Add(new DemoParcel(shows, await GetAsync(name, cancellationToken)));
        ListUnmappedCodesResponse unmapped = await _carriers.ListUnmappedCodesAsync(new ListUnmappedCodesRequest(), Options(cancellationToken));
        report.Unmapped.AddRange(unmapped.Codes);
        report.HasPlan = folder.Plan().Count > 0;
        return report;
    }

    /// <summary>Reads the lanes of the report's parcels into it. The lanes of a folder with a plan get a fleet of parcels before, so that their figures mean something.</summary>
    /// <exception cref="RpcException">A call failed.</exception>
    public async Task AddLanesAsync(DemoReport report, CancellationToken cancellationToken)
    {
        Parcel[] shown = [.. report.Parcels.Select(parcel => parcel.Parcel)];
        if (report.HasPlan && shown.Length > 0)
        {
            // Counted from a moment that stays, so that the same fleet comes when the demo runs again on the same database.
            FleetMaker maker = new(FleetSeed, shown[0].CreateTime.ToDateTimeOffset());
            report.Fleet.AddRange(maker.Make());
            FleetRun run = new(door, time, () => Options(cancellationToken));
            shown = [.. shown, .. await run.RunAsync(report.Fleet, cancellationToken)];
        }

        DemoLanes lanes = new(door, time, () => Options(cancellationToken));
        report.Lanes.AddRange(await lanes.ReadAsync(shown, cancellationToken));
    }

    private async Task FeedAsync(
        DemoPayload payload, Func<IngestedItem, string?> nameOf, HashSet<(string Parcel, string ScanId)> expected, DemoReport report,
        CancellationToken cancellationToken)
    {
        IngestPayloadRequest request = new()
        {
            Format = payload.Format,
            Payload = UnsafeByteOperations.UnsafeWrap(payload.Bytes),
            ReceiveTime = Timestamp.FromDateTimeOffset(payload.ReceiveTime),
        };
        IngestPayloadResponse response;
        try
        {
            response = await _carriers.IngestPayloadAsync(request, Options(cancellationToken));
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.InvalidArgument)
        {
            report.Unread.Add(new UnreadFile(payload.File, exception.Status.Detail));
            return;
        }

        DemoFile file = new(payload.File, payload.Format);
        foreach (IngestedItem item in response.Items)
        {
            file.Add(item);
            if (item.Error is { } error)
                report.Unread.Add(new UnreadFile(payload.File, error.Message));
            if (item.TrackingNumber.Length == 0 || nameOf(item) is not { } name)
                continue;
            foreach (ScanOutcome outcome in item.Outcomes.Where(outcome => outcome.Result == ScanResult.Held || outcome.MergedInto.Length > 0))
                expected.Add((name, outcome.ScanId));
        }

        report.Files.Add(file);
    }

    /// <summary>
    /// Scans whose number was on its way to its parcel are held for a moment and then claimed by it, and those of a merged parcel follow to the one
    /// it is merged into; the table waits for them.
    /// </summary>
    private async Task SettleAsync(HashSet<(string Parcel, string ScanId)> expected, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        foreach (IGrouping<string, string> parcel in expected.GroupBy(scan => scan.Parcel, scan => scan.ScanId))
        {
            while (time.GetElapsedTime(began) < SettleMax)
            {
                Parcel now = await GetAsync(parcel.Key, cancellationToken);
                if (parcel.All(id => now.Scans.Any(scan => scan.ScanId == id)))
                    break;
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
            }
        }
    }

    private async Task<Parcel> GetAsync(string name, CancellationToken cancellationToken)
    {
        GetParcelRequest request = new() { Name = name, View = ParcelView.Full };
        return (await _parcels.GetParcelAsync(request, Options(cancellationToken))).Parcel;
    }

    private CallOptions Options(CancellationToken cancellationToken) =>
        new(deadline: (time.GetUtcNow() + CallMax).UtcDateTime, cancellationToken: cancellationToken);
}
