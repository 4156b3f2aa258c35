using System.Diagnostics;
using Shipments.Client;
using Shipments.Faults.History;
using Shipments.V1;

namespace Shipments.Faults.Traffic;

/// <summary>Parcels over all shards that are asked, all at once, to take a scan: when each has, all keys serve.</summary>
internal sealed class KeyProbe(ShipmentsClient client, FaultHistory history, string name)
{
    /// <summary>How many parcels. Of 64 shards, 192 parcels leave out three on average.</summary>
    public const int Parcels = 192;

    // Parcels keep a bounded number of scans in full.
    private const int ScansMax = 200;
    private const int AtOnce = 48;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(90);

    private readonly DateTime _start = DateTime.UtcNow.AddDays(-1);
    private int _round;

    /// <summary>Completes when every parcel took a scan that was sent after this call; gives how long that took.</summary>
    public async Task<TimeSpan> AllServeAsync()
    {
        var clock = Stopwatch.StartNew();
        var (generation, ordinal) = (_round / ScansMax, _round % ScansMax);
        _round++;
        using SemaphoreSlim room = new(AtOnce);
        var asked = Task.WhenAll(Enumerable.Range(0, Parcels).Select(async i =>
        {
            await room.WaitAsync();
            await AskAsync($"{name}-{generation}-{i}", ordinal);
            room.Release();
        }));
        try
        {
            await asked.WaitAsync(s_limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not within {s_limit}: a scan for each of {Parcels} parcels.");
        }

        return clock.Elapsed;
    }

    private async Task AskAsync(string parcel, int ordinal)
    {
        if (ordinal == 0)
        {
            RegisterParcelRequest request = new() { ParcelId = parcel, RequestId = $"register-{parcel}", OriginCountry = "CN", DestinationCountry = "DE", Service = "probe" };
            await Insist.OnAsync(history, () => client.Parcels.RegisterAsync(request));
            history.Registered(parcel);
        }

        var key = $"{parcel}-{ordinal}";
        var scan = ScanTexts.Make(key, ordinal, _start);
        scan.Parcel = $"parcels/{parcel}";
        ScanOutcome outcome;
        var from = FaultHistory.Now;
        do
            outcome = (await Insist.OnAsync(history, () => client.Scans.RecordAsync([scan], key))).Single();
        while (outcome.Error is not null);
        history.Scanned(parcel, new ScanRecord(ordinal, key, outcome.ScanId, Held: false, from, FaultHistory.Now));
    }
}
