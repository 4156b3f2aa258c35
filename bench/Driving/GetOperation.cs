using Shipments.Bench.Checking;
using Shipments.Bench.Measuring;
using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Driving;

/// <summary>
/// GetParcel of a parcel at random, or of all in an order, each once. The answer has at least the scans that were acknowledged before the call was sent.
/// </summary>
internal sealed class GetOperation(
    Connections connections, Population population, ScanLedger ledger, ParcelChoice parcels, Violations violations, Shuffle? order, TimeSpan deadline)
    : IUnaryOperation
{
    private int _next;

    /// <inheritdoc/>
    public async Task<int> SendAsync(Random random, Series series, CancellationToken cancellationToken)
    {
        int place = order is null ? 0 : Interlocked.Increment(ref _next) - 1;
        if (place >= (order?.Count ?? 1))
            return -1;
        int parcel = order?.At(place) ?? parcels.Next(random);
        int acknowledged = ledger.AcknowledgedOf(parcel);
        string name = population.NameOf(parcel);
        GetParcelResponse response = await connections.Parcels.GetParcelAsync(
            new GetParcelRequest { Name = name }, connections.Options(deadline, cancellationToken));
        // What a number holds for its parcel is promised, and comes a moment later.
        if (response.Parcel.Name != name || (response.Parcel.ScanCount < acknowledged && population.Shape.ByNumber == 0))
            violations.Add($"{name} was read as '{response.Parcel.Name}' with {response.Parcel.ScanCount} scans; {acknowledged} were acknowledged before.");
        return 1;
    }
}
