using Shipments.Bench.Checking;
using Shipments.Bench.Measuring;
using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Driving;

/// <summary>
/// RegisterParcel, or BatchRegisterParcels of several. What fails is sent again, by its request id and when the server says, until it is registered.
/// </summary>
internal sealed class RegisterOperation(
    Connections connections, Population population, ParcelRange parcels, Violations violations, int batch, TimeSpan deadline) : IUnaryOperation
{
    private const int TriesMax = 100;

    /// <inheritdoc/>
    public async Task<int> SendAsync(Random random, Series series, CancellationToken cancellationToken)
    {
        (int first, int count) = parcels.Take(batch);
        if (count == 0)
            return -1;
        for (int tries = 1; ; tries++)
        {
            try
            {
                int registered = batch == 1 ? await OneAsync(first, cancellationToken) : await ManyAsync(first, count, series, cancellationToken);
                if (registered == count)
                    parcels.Add(first, count);
                if (registered == count || tries == TriesMax)
                    return registered;
            }
            catch (Grpc.Core.RpcException exception) when (tries < TriesMax && !cancellationToken.IsCancellationRequested)
            {
                series.Fail(exception.StatusCode.ToString());
                await connections.UntilRetryAsync(exception, cancellationToken);
            }
        }
    }

    private async Task<int> OneAsync(int parcel, CancellationToken cancellationToken)
    {
        RegisterParcelResponse response = await connections.Parcels.RegisterParcelAsync(
            population.RegistrationOf(parcel), connections.Options(deadline, cancellationToken));
        Check(parcel, response.Parcel);
        return 1;
    }

    private async Task<int> ManyAsync(int first, int count, Series series, CancellationToken cancellationToken)
    {
        BatchRegisterParcelsRequest request = new();
        for (int i = 0; i < count; i++)
            request.Requests.Add(population.RegistrationOf(first + i));
        BatchRegisterParcelsResponse response = await connections.Parcels.BatchRegisterParcelsAsync(
            request, connections.Options(deadline, cancellationToken));
        int registered = 0;
        for (int i = 0; i < count; i++)
        {
            if (response.Results[i].Error is { } error)
            {
                series.Fail($"parcel refused: {(Grpc.Core.StatusCode)error.Code}");
                continue;
            }

            Check(first + i, response.Results[i].Parcel);
            registered++;
        }

        return registered;
    }

    private void Check(int parcel, Parcel? registered)
    {
        if (registered?.Name != population.NameOf(parcel) || registered.TrackingNumbers.Count != population.Shape.Numbers)
            violations.Add($"The registration of {population.NameOf(parcel)} was answered with '{registered?.Name}' and {registered?.TrackingNumbers.Count} numbers.");
    }
}
