using Shipments.Bench.Checking;
using Shipments.Bench.Measuring;
using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Driving;

/// <summary>ListParcels: the newest page of one lane.</summary>
internal sealed class ListOperation(Connections connections, Violations violations, TimeSpan deadline) : IUnaryOperation
{
    private const int PageSize = 50;

    /// <inheritdoc/>
    public async Task<int> SendAsync(Random random, Series series, CancellationToken cancellationToken)
    {
        const int Collection = 6;
        string lane = LaneShares.At(random.NextDouble()).Name[Collection..];
        ListParcelsRequest request = new() { PageSize = PageSize, Filter = new ParcelFilter { Lane = lane }, OrderBy = "create_time desc" };
        ListParcelsResponse response = await connections.Parcels.ListParcelsAsync(request, connections.Options(deadline, cancellationToken));
        if (response.Parcels.Count > PageSize || response.Parcels.Any(parcel => parcel.Lane != lane))
            violations.Add($"A page of {PageSize} parcels of {lane} has {response.Parcels.Count}, or parcels of another lane.");
        return 1;
    }
}
