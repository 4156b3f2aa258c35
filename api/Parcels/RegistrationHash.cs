using System.IO.Hashing;
using Google.Protobuf;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>
/// What tells a repeated registration from another one: XXH64 of the bytes of the normalised request without its request id. Only what the
/// caller stated counts, so a default that moves with the clock or with a better classifier changes nothing.
/// </summary>
internal static class RegistrationHash
{
    /// <summary>The hash of a registration that was read without a fault.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">What was read: normalised numbers in the request's order, and labels in the order of their keys.</param>
    internal static ulong Of(RegisterParcelRequest request, ParcelRegistered read)
    {
        var content = new RegisterParcelRequest
        {
            ParcelId = request.ParcelId,
            Service = request.Service,
            OriginCountry = request.OriginCountry,
            DestinationCountry = request.DestinationCountry,
            UntrackedService = request.UntrackedService,
            Declaration = request.Declaration,
        };
        for (int i = 0; i < request.TrackingNumbers.Count; i++)
        {
            TrackingNumber sent = request.TrackingNumbers[i];
            content.TrackingNumbers.Add(new TrackingNumber
            {
                Number = read.Numbers[i].Number,
                Issuer = sent.Issuer,
                Role = sent.Role,
                ValidFrom = sent.ValidFrom,
                ValidTo = sent.ValidTo,
            });
        }

        foreach ((string key, string value) in read.Labels)
            content.Labels.Add(key, value);
        return XxHash64.HashToUInt64(content.ToByteArray());
    }
}
