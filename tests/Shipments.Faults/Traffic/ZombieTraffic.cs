using Shipments.Client;
using Shipments.Faults.History;
using Shipments.V1;

namespace Shipments.Faults.Traffic;

/// <summary>
/// Calls at the door of a silo that was stopped, and does not know what happened meanwhile. Its parcels are changed through the other doors while it
/// stands still; then reads and writes wait in its sockets, so that they are the first it sees when it goes on. What it answers goes into the
/// history: a read without the change is a stale one, and a write that it acknowledges must be there in the end.
/// </summary>
/// <param name="door">Calls the door of that silo, once.</param>
/// <param name="others">Calls any door until it is answered.</param>
/// <param name="history">Of all clients.</param>
/// <param name="name">Its parcels' name, another each time.</param>
internal sealed class ZombieTraffic(ShipmentsClient door, ShipmentsClient others, FaultHistory history, string name)
{
    private const int Parcels = 48;
    private const int RoundsAwake = 4;
    private readonly DateTime _start = DateTime.UtcNow.AddDays(-1);
    private Task _sent = Task.CompletedTask;

    /// <summary>Makes the parcels, and a connection to the door.</summary>
    public Task OpenAsync() => AllAsync(async parcel =>
    {
        RegisterParcelRequest request = new() { ParcelId = parcel, RequestId = $"register-{parcel}", OriginCountry = "CN", DestinationCountry = "PT", Service = "zombie" };
        await Insist.OnAsync(history, () => others.Parcels.RegisterAsync(request));
        history.Registered(parcel);
        await SettleAsync(parcel, 0, FaultHistory.Now);
        await ReadAsync(parcel);
    });

    /// <summary>Changes the parcels through the other doors, and sends calls to the door of the stopped silo, which nobody answers yet.</summary>
    public async Task SendAsync()
    {
        await AllAsync(parcel => SettleAsync(parcel, 1, FaultHistory.Now));
        _sent = AllAsync(async parcel => await Task.WhenAll(ReadAsync(parcel), WriteAsync(parcel, 2)));
    }

    /// <summary>The silo goes on: some more rounds at its door, and the end of all that was sent.</summary>
    public async Task FinishAsync()
    {
        for (var round = 0; round < RoundsAwake; round++)
        {
            var ordinal = 3 + round;
            await AllAsync(async parcel => await Task.WhenAll(ReadAsync(parcel), WriteAsync(parcel, ordinal)));
        }

        await _sent;
    }

    private async Task ReadAsync(string parcel)
    {
        var from = FaultHistory.Now;
        var read = await DoorAnswers.OnceAsync(history, $"a read of {parcel}", () => door.Parcels.GetAsync($"parcels/{parcel}", ParcelView.Full));
        if (read is null)
            return;
        var seen = read.Scans.Aggregate(0UL, (mask, scan) => mask | (1UL << ScanTexts.OrdinalOf(scan.Description)));
        history.Read(parcel, new ReadRecord(seen, from, FaultHistory.Now));
    }

    // What the door did not acknowledge may have happened: the other doors are asked with the same id, so that it is known.
    private async Task WriteAsync(string parcel, int ordinal)
    {
        var from = FaultHistory.Now;
        var (key, scan) = Scan(parcel, ordinal);
        var told = await DoorAnswers.OnceAsync(history, $"a scan of {parcel}", () => door.Scans.RecordAsync([scan], key));
        if (told?.Single() is { Error: null } outcome)
            Acknowledge(parcel, ordinal, outcome, from);
        else
            await SettleAsync(parcel, ordinal, from);
    }

    private async Task SettleAsync(string parcel, int ordinal, long from)
    {
        var (key, scan) = Scan(parcel, ordinal);
        ScanOutcome outcome;
        do
            outcome = (await Insist.OnAsync(history, () => others.Scans.RecordAsync([scan], key))).Single();
        while (outcome.Error is not null);
        Acknowledge(parcel, ordinal, outcome, from);
    }

    private void Acknowledge(string parcel, int ordinal, ScanOutcome outcome, long from) =>
        history.Scanned(parcel, new ScanRecord(ordinal, $"{parcel}-{ordinal}", outcome.ScanId, Held: false, from, FaultHistory.Now));

    private (string Key, Scan Scan) Scan(string parcel, int ordinal)
    {
        var key = $"{parcel}-{ordinal}";
        var scan = ScanTexts.Make(key, ordinal, _start);
        scan.Parcel = $"parcels/{parcel}";
        return (key, scan);
    }

    private Task AllAsync(Func<string, Task> act) => Task.WhenAll(Enumerable.Range(0, Parcels).Select(i => act($"{name}-{i}")));
}
