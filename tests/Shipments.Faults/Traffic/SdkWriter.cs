using Shipments.Client;
using Shipments.Faults.History;
using Shipments.V1;

namespace Shipments.Faults.Traffic;

/// <summary>
/// A caller over the .NET client: one parcel after another, each with a number, scans by name and by number, some held before the registration,
/// some requests asked twice, and reads between.
/// </summary>
internal sealed class SdkWriter(ShipmentsClient client, FaultHistory history, TrafficGate gate, string name, int seed)
{
    private const int ScansMin = 12;
    private const int ScansMax = 28;
    private const int ReadEvery = 3;
    private const int RepeatEvery = 7;
    private const string Carrier = "sdk";
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(25);

    private readonly Random _random = new(seed);
    private readonly DateTime _start = DateTime.UtcNow.AddDays(-1);

    /// <summary>Works until it is told to stop, and ends the parcel that it is at.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using PeriodicTimer pace = new(s_pace);
        try
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await gate.PassAsync();
                await RunParcelAsync($"{name}-{i}", $"{name}N{i}X".ToUpperInvariant(), pace);
            }
        }
        finally
        {
            gate.End();
        }
    }

    private async Task RunParcelAsync(string parcel, string number, PeriodicTimer pace)
    {
        // Held ones are told to the history after the registration, which is what it knows parcels by.
        var held = _random.Next(3) == 0 ? await SendAsync(parcel, number, 0) : null;
        await RegisterAsync(parcel, number);
        if (held is not null)
            history.Scanned(parcel, held);
        var scans = _random.Next(ScansMin, ScansMax + 1);
        for (var ordinal = held is null ? 0 : 1; ordinal < scans; ordinal++)
        {
            history.Scanned(parcel, await SendAsync(parcel, _random.Next(2) == 0 ? number : null, ordinal));
            if (ordinal % ReadEvery == 0)
                await ReadAsync(parcel);
            await gate.PassAsync();
            await pace.WaitForNextTickAsync();
        }
    }

    private async Task RegisterAsync(string parcel, string number)
    {
        RegisterParcelRequest request = new()
        {
            ParcelId = parcel, RequestId = $"register-{parcel}", Service = Carrier, OriginCountry = "CN", DestinationCountry = "ES",
            TrackingNumbers = { new TrackingNumber { Number = number } },
        };
        for (var times = _random.Next(RepeatEvery) == 0 ? 2 : 1; times > 0; times--)
        {
            var registered = await Insist.OnAsync(history, () => client.Parcels.RegisterAsync(request));
            history.Replied(request.RequestId, $"{registered.ParcelId} {registered.CreateTime}");
        }

        history.Registered(parcel);
    }

    private async Task<ScanRecord> SendAsync(string parcel, string? number, int ordinal)
    {
        var key = $"{parcel}-{ordinal}";
        var scan = ScanTexts.Make(key, ordinal, _start);
        if (number is null)
            scan.Parcel = $"parcels/{parcel}";
        else
            scan.TrackingNumber = number;

        var from = FaultHistory.Now;
        var outcome = await RecordAsync(scan, key);
        ScanRecord record = new(ordinal, key, outcome.ScanId, outcome.Result == ScanResult.Held, from, FaultHistory.Now);
        if (_random.Next(RepeatEvery) == 0 && !record.Held)
            await RecordAsync(scan, key);
        return record;
    }

    // A scan that has an error of its own, such as a silo that was lost on the way, is sent again with its id, as the client's documentation asks.
    private async Task<ScanOutcome> RecordAsync(Scan scan, string requestId)
    {
        while (true)
        {
            var outcome = (await Insist.OnAsync(history, () => client.Scans.RecordAsync([scan], requestId))).Single();
            if (outcome.Error is null)
            {
                if (outcome.Result != ScanResult.Held)
                    history.Replied(requestId, ScanTexts.AnswerOf(outcome));
                return outcome;
            }

            if (outcome.Error.Code is not ((int)Grpc.Core.StatusCode.Unavailable or (int)Grpc.Core.StatusCode.ResourceExhausted))
                throw new InvalidOperationException($"Scan {requestId} was refused: {outcome.Error}");
        }
    }

    private async Task ReadAsync(string parcel)
    {
        var from = FaultHistory.Now;
        var read = await Insist.OnAsync(history, () => client.Parcels.GetAsync($"parcels/{parcel}", ParcelView.Full));
        var seen = read.Scans.Aggregate(0UL, (mask, scan) => mask | (1UL << ScanTexts.OrdinalOf(scan.Description)));
        history.Read(parcel, new ReadRecord(seen, from, FaultHistory.Now));
    }
}
