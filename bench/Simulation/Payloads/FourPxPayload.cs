using System.Text.Json;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Payloads;

/// <summary>4PX's listTrackV3: UTC that is right, beside Beijing's clock under a label that is not.</summary>
internal sealed class FourPxPayload(PayloadScene scene) : IPayloadWriter
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public void Write(Utf8JsonWriter json, SimParcel parcel, CarrierTraits carrier, IReadOnlyList<SimScan> scans, int at)
    {
        json.WriteStartObject();
        json.WriteNumber("result", 1);
        json.WriteString("message", "success");
        json.WriteStartArray("data");
        json.WriteStartObject();
        json.WriteString("queryCode", parcel.PlatformNumber);
        json.WriteString("serverCode", parcel.PlatformNumber);
        json.WriteString("shipperCode", $"ORDER-{parcel.Id}");
        if (parcel.LastMileNumber != parcel.PlatformNumber && scans.Any(scan => scan.Step >= Step.Departed))
            json.WriteString("channelTrackCode", parcel.LastMileNumber);
        else
            json.WriteNull("channelTrackCode");
        json.WriteString("ctStartCode", parcel.Lane.Origin);
        json.WriteString("ctEndCode", parcel.Lane.Destination);
        json.WriteStartArray("tracks");
        for (int i = scans.Count - 1; i >= 0; i--)
            WriteScan(json, carrier, scans[i], at);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteScan(Utf8JsonWriter json, CarrierTraits carrier, in SimScan scan, int at)
    {
        CarrierCode code = scene.CodeOf(carrier, scan, at);
        DateTimeOffset instant = scene.Instant(scan.TimeAt(at));
        json.WriteStartObject();
        json.WriteString("tkCode", code.Code);
        json.WriteString("tkDesc", code.Text);
        json.WriteString("tkLocation", scene.PlaceOf(scan).City);
        if (scan.Step < Step.Arrived)
            json.WriteNull("tkTimezone");
        else
            json.WriteString("tkTimezone", "UTC+01:00");
        json.WriteString("tkDate", PayloadScene.Text(instant, "yyyy-MM-dd'T'HH:mm:ss'.000+0000'"));
        json.WriteString("tkDateStr", PayloadScene.Text(instant.ToOffset(Beijing), "yyyy-MM-dd HH:mm:ss"));
        json.WriteString("tkCategoryCode", scan.Step < Step.Departed ? "L" : scan.Step < Step.LastMileAccepted ? "M" : "D");
        json.WriteEndObject();
    }
}
