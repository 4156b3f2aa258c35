using Shipments.Bench.Checking;
using Shipments.Bench.Measuring;
using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Driving;

/// <summary>LookupParcels of one tracking number: it means its parcel.</summary>
internal sealed class LookupOperation(
    Connections connections, Population population, ParcelRange parcels, Violations violations, TimeSpan deadline) : IUnaryOperation
{
    /// <inheritdoc/>
    public async Task<int> SendAsync(Random random, Series series, CancellationToken cancellationToken)
    {
        int parcel = random.Next(parcels.Registered);
        LookupParcelsRequest request = new();
        request.TrackingNumbers.Add(population.NumberOf(parcel, random.Next(population.Shape.Numbers)));
        LookupParcelsResponse response = await connections.Parcels.LookupParcelsAsync(request, connections.Options(deadline, cancellationToken));
        NumberLookup result = response.Results[0];
        if (result.Holdings.Count == 0)
            series.Fail("number not attached yet");
        else if (result.Holdings.Count > 1 || population.IndexOf(result.Holdings[0].Parcel) != parcel)
            violations.Add($"{result.TrackingNumber} means {result.Holdings[0].Parcel} and {result.Holdings.Count - 1} others, not {population.NameOf(parcel)} alone.");
        return 1;
    }
}
