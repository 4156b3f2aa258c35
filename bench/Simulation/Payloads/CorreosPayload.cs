using System.Text.Json;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Payloads;

/// <summary>Correos' localizador: the oldest event first, one event as an object and several as a list, date and clock apart and without a zone.</summary>
internal sealed class CorreosPayload(PayloadScene scene) : IPayloadWriter
{
    public void Write(Utf8JsonWriter json, SimParcel parcel, CarrierTraits carrier, IReadOnlyList<SimScan> scans, int at)
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("codEnvio", parcel.LastMileNumber);
        json.WriteString("numReferencia1", parcel.PlatformNumber);
        json.WriteString("numReferencia2", "");
        json.WriteString("numReferencia3", "");
        json.WriteString("codProducto", " PQ");
        json.WritePropertyName("eventos");
        if (scans.Count > 1)
            json.WriteStartArray();
        foreach (SimScan scan in scans)
            WriteScan(json, carrier, scan, at, parcel.Lane.Sort);
        if (scans.Count > 1)
            json.WriteEndArray();
        json.WriteStartObject("error");
        json.WriteString("codError", "0");
        json.WriteString("desError", "");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteScan(Utf8JsonWriter json, CarrierTraits carrier, in SimScan scan, int at, Office sort)
    {
        CarrierCode code = scene.CodeOf(carrier, scan, at);
        bool isHome = scene.OfficeOf(scan).Country == "ES";

        // What is announced from abroad is stamped by the post's own clock.
        DateTimeOffset local = scene.LocalAt(isHome ? scene.OfficeOf(scan) : sort, scan.TimeAt(at));
        Place place = scene.PlaceOf(scan);
        json.WriteStartObject();
        json.WriteString("fecEvento", PayloadScene.Text(local, "dd'/'MM'/'yyyy"));
        json.WriteString("horEvento", PayloadScene.Text(local, "HH:mm:ss"));
        json.WriteString("codEvento", code.Code);
        json.WriteString("fase", scan.Step <= Step.LastMileAccepted ? "1" : scan.Step < Step.OutForDelivery ? "2" : scan.Step < Step.Delivered ? "3" : "4");
        json.WriteString("desTextoResumen", code.Text);
        json.WriteString("desTextoAmpliado", "");
        json.WriteString("unidad", isHome ? $"{place.Postal}94 {place.City}" : "");
        json.WriteString("localidad", isHome ? place.City : "");
        json.WriteEndObject();
    }
}
