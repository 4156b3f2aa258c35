using System.Text.Json;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Payloads;

/// <summary>SingPost's track-events: the newest first, a place-holder row now and then, times abroad with their offset and at home without.</summary>
internal sealed class SingPostPayload(PayloadScene scene) : IPayloadWriter
{
    public void Write(Utf8JsonWriter json, SimParcel parcel, CarrierTraits carrier, IReadOnlyList<SimScan> scans, int at)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", true);
        json.WriteStartArray("items");
        json.WriteStartObject();
        json.WriteString("trackingNumber", parcel.PlatformNumber);
        json.WriteString("trackingNumberFound", "true");
        json.WriteString("itemType", "Registered Article");
        json.WriteString("destinationCountry", parcel.Lane.Destination);
        json.WriteStartArray("events");
        for (int i = scans.Count - 1; i >= 0; i--)
            WriteScan(json, carrier, scans[i], at);
        if (parcel.Id % 3 == 0)
            WriteRow(json, "-", "-", "-", "-");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteScan(Utf8JsonWriter json, CarrierTraits carrier, in SimScan scan, int at)
    {
        CarrierCode code = scene.CodeOf(carrier, scan, at);
        DateTimeOffset local = scene.Local(scan, scan.TimeAt(at));
        Office office = scene.OfficeOf(scan);
        string format = office.Country == "SG" ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:sszzz";
        WriteRow(json, code.Text, PayloadScene.Text(local, format), office.Country == "SG" ? "Singapore" : office.Country, code.Code);
    }

    private static void WriteRow(Utf8JsonWriter json, string text, string date, string location, string code)
    {
        json.WriteStartObject();
        json.WriteString("statusDescription", text);
        json.WriteString("date", date);
        json.WriteString("location", location);
        json.WriteString("eventDescription", code);
        json.WriteEndObject();
    }
}
