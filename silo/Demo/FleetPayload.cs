using System.Globalization;
using System.Text.Json;

namespace Shipments.Silo.Demo;

/// <summary>Writes what the carrier answers about parcels of the fleet at a time: of each all that it has told until then, newest first.</summary>
internal static class FleetPayload
{
    /// <summary>The format of the payloads.</summary>
    public const string Format = "cainiao-detail-json";

    /// <summary>The payload.</summary>
    /// <param name="parcels">The parcels it is about.</param>
    /// <param name="at">When it is sent.</param>
    public static byte[] Write(IEnumerable<FleetParcel> parcels, DateTimeOffset at) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        module = parcels.Select(parcel => new
        {
            mailNo = parcel.Number,
            originCountry = "Mainland China",
            globalEtaInfo = new { deliveryMinTime = parcel.PromiseFrom.ToUnixTimeMilliseconds(), deliveryMaxTime = parcel.PromiseTo.ToUnixTimeMilliseconds() },
            detailList = parcel.Events.Where(told => told.Told <= at).Reverse().Select(told => new
            {
                timeStr = told.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                timeZone = "GMT",
                actionCode = told.Code,
                desc = told.Text,
            }),
        }),
        success = true,
    });
}
