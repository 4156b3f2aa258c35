using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;

namespace Shipments.Grains.Tests.Clusters;

/// <summary>Waiting for what the feed carries out.</summary>
public static class Parcels
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Reads a parcel until it is as awaited. The read itself is the pause: it goes through the silo.</summary>
    public static async Task<V1.Parcel> Until(this IParcelGrain parcel, Func<V1.Parcel, bool> awaited, string what)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Limit)
        {
            GetParcelReply reply = await parcel.Get(new GetParcelQuery { Full = true }, CancellationToken.None);
            if (reply.Header.Status == CallStatus.Ok && awaited(reply.Parcel))
                return reply.Parcel;
            await Task.Yield();
        }

        throw new TimeoutException($"timed out awaiting {what}");
    }
}
