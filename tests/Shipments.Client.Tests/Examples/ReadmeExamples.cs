using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Shipments.V1;

namespace Shipments.Client.Tests.Examples;

/// <summary>What the readme of the client shows, between the marks.</summary>
internal static class ReadmeExamples
{
    public static void Register(IServiceCollection services, Uri address)
    {
        // example
        services.AddShipmentsClient(options =>
        {
            options.Addresses.Add(address);
            options.ApiKey = "key-of-acme";
        });
        // end
    }

    public static async Task<Parcel?> CallAsync(ShipmentsClient client)
    {
        // example
        Parcel parcel = await client.Parcels.RegisterAsync(new RegisterParcelRequest
        {
            ParcelId = "order-7", OriginCountry = "CN", DestinationCountry = "ES", TrackingNumbers = { new TrackingNumber { Number = "RB123456785CN" } },
        });
        try
        {
            return await client.Parcels.CancelAsync(new CancelParcelRequest { Name = parcel.Name, Etag = parcel.Etag });
        }
        catch (ShipmentsCallException refused) when (refused.Reason == "PARCEL_PHASE")
        {
            return null; // It has moved already.
        }

        // end
    }

    public static async Task<int> IngestAsync(ShipmentsClient client, IAsyncEnumerable<Scan> scans)
    {
        int refused = 0;
        // example
        await foreach (IngestedScan one in client.Scans.IngestAsync(scans))
        {
            if (one.Outcome.Result == ScanResult.Refused)
                refused++;
        }

        // end
        return refused;
    }

    public static async Task<IReadOnlyList<string>> DispatchAsync(ShipmentsClient client, Timestamp loaded, Timestamp departed)
    {
        // example
        Container dispatch = await client.Containers.CreateAsync(new CreateContainerRequest
        {
            ContainerId = "MYKULGUSSFOAAEM72072", Kind = ContainerKind.Dispatch,
        });
        IReadOnlyList<MemberOutcome> outcomes = await client.Containers.LoadAsync(new LoadContainerRequest
        {
            Name = dispatch.Name, Members = { "parcels/order-7", "trackingNumbers/RB123456785CN" }, Time = loaded,
        });
        await client.Containers.RecordScanAsync(new RecordContainerScanRequest
        {
            Name = dispatch.Name, Scan = new Scan { Carrier = "resdit", Code = "24", Time = departed },
        });
        return [.. outcomes.Where(outcome => outcome.DataMissing).Select(outcome => outcome.Member)];
        // end
    }

    public static async Task FollowAsync(ShipmentsClient client, string cursor, Func<Change?, string, Task> save, CancellationToken stopping)
    {
        // example
        await foreach (ChangeEvent one in client.Changes.ReadChangesAsync(cursor, cancellationToken: stopping))
            await save(one.Change, one.Cursor);
        // end
    }

    public static async Task<string> StartAnewAsync(
        ShipmentsClient client, string cursor, Func<Change?, string, Task> save, Action<Parcel> take, TimeProvider time, CancellationToken stopping)
    {
        // example
        try
        {
            await FollowAsync(client, cursor, save, stopping);
        }
        catch (CursorResetException)
        {
            cursor = await client.Changes.GetCursorAsync(CursorPlace.Now, stopping);
            DateTimeOffset after = time.GetUtcNow(); // What the list has from before the cursor must be all.
            await foreach (Parcel parcel in client.Parcels.ListAllAsync(new ListParcelsRequest { PageSize = 1000 }, after, stopping))
                take(parcel);
        }

        // end
        return cursor;
    }

    public static async IAsyncEnumerable<Scan> Scans(int count)
    {
        for (int i = 0; i < count; i++)
            yield return new Scan { Parcel = "parcels/order-7", Carrier = "shipments", Code = $"{i}", Time = new Timestamp { Seconds = i } };
        await Task.CompletedTask;
    }
}
