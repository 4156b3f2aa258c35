using System.Runtime.CompilerServices;
using Grpc.Core;
using Shipments.V1;

namespace Shipments.Client;

/// <summary>Reads lists to their end, and waits for the list to have come as far as a caller needs it.</summary>
internal sealed class ParcelListing(ParcelService.ParcelServiceClient service, CallContext context, UnaryCalls unary)
{
    public Task<ListParcelsResponse> PageAsync(ListParcelsRequest request, CancellationToken cancellationToken) =>
        unary.RunAsync(service.ListParcelsAsync, request, cancellationToken);

    public async IAsyncEnumerable<Parcel> AllAsync(
        ListParcelsRequest request, DateTimeOffset? asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (asOf is { } time)
            await ReachAsync(time, cancellationToken);
        ListParcelsRequest next = request.Clone();
        do
        {
            ListParcelsResponse page = await PageAsync(next, cancellationToken);
            foreach (Parcel parcel in page.Parcels)
                yield return parcel;
            next.PageToken = page.NextPageToken;
        }
        while (next.PageToken.Length > 0);
    }

    private async Task ReachAsync(DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        long began = context.Time.GetTimestamp();
        for (int looks = 1; ; looks++)
        {
            ListParcelsResponse page = await PageAsync(new ListParcelsRequest { PageSize = 1 }, cancellationToken);
            if (page.ReadTime is { } reached && reached.ToDateTimeOffset() >= asOf)
                return;
            TimeSpan pause = context.Backoff.After(looks, TimeSpan.Zero);
            if (context.Time.GetElapsedTime(began) + pause > context.Options.ReconnectWithin)
                throw CallFault.Of(StatusCode.DeadlineExceeded, $"The list of parcels did not come as far as {asOf:O}.").ToException(looks);
            await Task.Delay(pause, context.Time, cancellationToken);
        }
    }
}
