using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shipments.V1;

namespace Shipments.Silo.Demo;

/// <summary>Registers the fleet and feeds what its carrier told of it, a poll after another, as any caller would. Again, it changes nothing.</summary>
internal sealed class FleetRun(CallInvoker door, TimeProvider time, Func<CallOptions> options)
{
    // A server that has only just started may say that it is busy; every call here may be repeated.
    private const int TriesMax = 20;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly ParcelService.ParcelServiceClient _parcels = new(door);
    private readonly CarrierService.CarrierServiceClient _carriers = new(door);

    /// <summary>Feeds all and gives the parcels as they are then.</summary>
    /// <param name="fleet">The parcels.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RpcException">A call failed, or an event was refused.</exception>
    public async Task<IReadOnlyList<Parcel>> RunAsync(IReadOnlyList<FleetParcel> fleet, CancellationToken cancellationToken)
    {
        BatchRegisterParcelsRequest registrations = new();
        registrations.Requests.Add(fleet.Select(Registration));
        await InsistAsync(
            () => _parcels.BatchRegisterParcelsAsync(registrations, options()), answer => answer.Results.Select(result => result.Error), cancellationToken);

        // Polls of one lane follow one another, since each holds all that the one before it said.
        await Task.WhenAll(fleet.GroupBy(parcel => parcel.Lane).Select(lane => FeedAsync([.. lane], cancellationToken)));
        return await SettleAsync(fleet, cancellationToken);
    }

    private static RegisterParcelRequest Registration(FleetParcel parcel) => new()
    {
        ParcelId = parcel.Id,
        RequestId = "demo-" + parcel.Id,
        Service = parcel.Lane.Service,
        OriginCountry = FleetLane.Origin,
        DestinationCountry = parcel.Lane.Destination,
        TrackingNumbers =
        {
            new TrackingNumber { Number = parcel.Number, ValidFrom = Timestamp.FromDateTimeOffset(parcel.Events[0].Time - TimeSpan.FromDays(1)) },
        },
    };

    private async Task FeedAsync(List<FleetParcel> parcels, CancellationToken cancellationToken)
    {
        foreach (DateTimeOffset poll in parcels.SelectMany(parcel => parcel.Events).Select(told => told.Told).Distinct().Order())
        {
            IngestPayloadRequest request = new()
            {
                Format = FleetPayload.Format,
                Payload = UnsafeByteOperations.UnsafeWrap(FleetPayload.Write(parcels.Where(parcel => parcel.Events.Any(told => told.Told == poll)), poll)),
                ReceiveTime = Timestamp.FromDateTimeOffset(poll),
            };
            await InsistAsync(
                () => _carriers.IngestPayloadAsync(request, options()),
                answer => answer.Items.SelectMany(item => item.Outcomes.Select(outcome => outcome.Error).Prepend(item.Error)),
                cancellationToken);
        }
    }

    // Events whose number was on its way to its parcel follow it within moments.
    private async Task<IReadOnlyList<Parcel>> SettleAsync(IReadOnlyList<FleetParcel> fleet, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        BatchGetParcelsRequest request = new();
        request.Names.Add(fleet.Select(parcel => "parcels/" + parcel.Id));
        while (true)
        {
            BatchGetParcelsResponse read = await InsistAsync(
                () => _parcels.BatchGetParcelsAsync(request, options()), answer => answer.Results.Select(result => result.Error), cancellationToken);
            bool isSettled = read.Results.Zip(fleet).All(pair => pair.First.Parcel.ScanCount >= pair.Second.Events.Count);
            if (isSettled || time.GetElapsedTime(began) > SettleMax)
                return [.. read.Results.Select(result => result.Parcel)];
            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    // Until the call and each of its items have gone well.
    private async Task<T> InsistAsync<T>(Func<AsyncUnaryCall<T>> call, Func<T, IEnumerable<Google.Rpc.Status?>> errorsOf, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                T answer = await call();
                if (errorsOf(answer).FirstOrDefault(error => error is not null) is not { } failed)
                    return answer;
                throw new RpcException(new Status((StatusCode)failed.Code, failed.Message));
            }
            catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.ResourceExhausted && attempt < TriesMax)
            {
                await Task.Delay(RetryAfter, time, cancellationToken);
            }
        }
    }
}
