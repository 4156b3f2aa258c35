using System.Globalization;
using System.Text.Json;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Payloads;

/// <summary>The USPS Tracking API, version 3: local times with an offset, and a GMTTimestamp that keeps the local date.</summary>
internal sealed class UspsPayload(PayloadScene scene) : IPayloadWriter
{
    public void Write(Utf8JsonWriter json, SimParcel parcel, CarrierTraits carrier, IReadOnlyList<SimScan> scans, int at)
    {
        json.WriteStartObject();
        json.WriteString("trackingNumber", parcel.LastMileNumber);
        json.WriteString("mailClass", "USPS Ground Advantage<SUP>&#153;</SUP>");
        json.WriteString("statusCategory", CategoryOf(scans[^1].Step));
        if (carrier.Promises && scans.Any(scan => scan.Step == Step.LastMileAccepted) && PayloadScene.PromiseAt(parcel, at) is > 0 and var promised)
            json.WriteString("expectedDeliveryTimeStamp", PayloadScene.Text(scene.Local(scans[^1], promised), "yyyy-MM-dd'T'00:00:00"));
        json.WriteStartArray("trackingEvents");
        for (int i = scans.Count - 1; i >= 0; i--)
            WriteScan(json, carrier, scans[i], at);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteScan(Utf8JsonWriter json, CarrierTraits carrier, in SimScan scan, int at)
    {
        CarrierCode code = scene.CodeOf(carrier, scan, at);
        DateTimeOffset local = scene.Local(scan, scan.TimeAt(at));
        Place place = scene.PlaceOf(scan);
        bool isHome = scene.OfficeOf(scan).Country == "US";
        json.WriteStartObject();
        json.WriteString("eventType", code.Text);
        json.WriteString("eventTimestamp", PayloadScene.Text(local, "yyyy-MM-dd'T'HH:mm:ss"));

        // The defect of the real one: the clock is UTC's, the date is not.
        json.WriteString("GMTTimestamp", PayloadScene.Text(local, "yyyy-MM-dd'T'") + PayloadScene.Text(local.ToUniversalTime(), "HH:mm:ss'Z'"));
        json.WriteString("GMTOffset", string.Create(CultureInfo.InvariantCulture, $"{(local.Offset < TimeSpan.Zero ? '-' : '+')}{local.Offset:hh\\:mm}"));
        WriteText(json, "eventCountry", isHome ? "" : scene.OfficeOf(scan).Country);
        WriteText(json, "eventCity", isHome ? place.City : "");
        WriteText(json, "eventState", isHome ? place.Region : "");
        WriteText(json, "eventZIP", isHome ? place.Postal : "");
        json.WriteNull("firm");
        json.WriteString("eventCode", code.Code);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length == 0)
            json.WriteNull(name);
        else
            json.WriteString(name, text);
    }

    private static string CategoryOf(Step step) => step switch
    {
        Step.Announced => "Pre-Shipment",
        Step.OutForDelivery => "Out for Delivery",
        Step.AttemptFailed => "Delivery Attempt",
        Step.AtCounter => "Available for Pickup",
        Step.Delivered => "Delivered",
        Step.ReturnBegins or Step.Returned or Step.Destroyed or Step.ImportHeld => "Alert",
        Step.PickedUp or Step.HubOut or Step.ExportStart or Step.ExportReleased or Step.Departed or Step.Arrived or Step.ImportStart
            or Step.ImportReleased or Step.LastMileAccepted or Step.SortOut or Step.AtDepot => "In Transit",
    };
}
