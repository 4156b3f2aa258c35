using Shipments.Bench.Checking;
using Shipments.Bench.Measuring;
using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Driving;

/// <summary>
/// GetParcel of a parcel at random, or of one after another. The answer has at least the scans that were acknowledged before the call was sent.
/// </summary>
internal sealed class GetOperation(
    Connections connections, Population population, ScanLedger ledger, ParcelRange parcels, Violations violations, bool inOrder, TimeSpan deadline)
    : IUnaryOperation
{
    private int _next;

    /// <inheritdoc/>
    public async Task<int> SendAsync(Random random, Series series, CancellationToken cancellationToken)
    {
        int parcel = inOrder ? Interlocked.Increment(ref _next) - 1 : random.Next(parcels.Registered);
        if (parcel >= parcels.Registered)
            return -1;
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
