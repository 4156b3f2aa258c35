using System.Globalization;
using System.Text.Json;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Payloads;

/// <summary>Cainiao's detail JSON: the newest event first, the wall clock with a label, and milliseconds that take every wall clock for Beijing's.</summary>
internal sealed class CainiaoPayload(PayloadScene scene) : IPayloadWriter
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["CN"] = "Mainland China", ["US"] = "United States", ["ES"] = "Spain", ["DE"] = "Germany", ["FR"] = "France", ["BR"] = "Brazil", ["GB"] = "United Kingdom",
    };

    public void Write(Utf8JsonWriter json, SimParcel parcel, CarrierTraits carrier, IReadOnlyList<SimScan> scans, int at)
    {
        json.WriteStartObject();
        json.WriteStartArray("module");
        json.WriteStartObject();
        json.WriteString("mailNo", parcel.PlatformNumber);
        json.WriteString("originCountry", NameOf(parcel.Lane.Origin));
        json.WriteString("destCountry", NameOf(parcel.Lane.Destination));
        json.WriteString("status", StatusOf(scans));
        json.WriteString("mailNoSource", "AE");
        if (parcel.Lane.IsUntracked)
            json.WriteString("mailType", "Economy");
        else if (parcel.LastMileNumber != parcel.PlatformNumber && scans.Any(scan => scan.Step >= Step.ImportReleased))
            json.WriteString("copyRealMailNo", parcel.LastMileNumber);
        if (carrier.Promises && PayloadScene.PromiseAt(parcel, at) is > 0 and var promised)
        {
            json.WriteStartObject("globalEtaInfo");
            json.WriteNumber("deliveryMinTime", scene.Instant(promised - (2 * OfficeHours.DaySeconds)).ToUnixTimeMilliseconds());
            json.WriteNumber("deliveryMaxTime", scene.Instant(promised).ToUnixTimeMilliseconds());
            json.WriteEndObject();
        }

        json.WriteStartArray("detailList");
        for (int i = scans.Count - 1; i >= 0; i--)
            WriteScan(json, carrier, scans[i], at);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteBoolean("success", true);
        json.WriteEndObject();
    }

    private void WriteScan(Utf8JsonWriter json, CarrierTraits carrier, in SimScan scan, int at)
    {
        CarrierCode code = scene.CodeOf(carrier, scan, at);
        DateTimeOffset local = scene.Local(scan, scan.TimeAt(at));
        double hours = local.Offset.TotalHours;
        json.WriteStartObject();
        json.WriteNumber("time", new DateTimeOffset(DateTime.SpecifyKind(local.DateTime, DateTimeKind.Unspecified), Beijing).ToUnixTimeMilliseconds());
        json.WriteString("timeStr", PayloadScene.Text(local, "yyyy-MM-dd HH:mm:ss"));
        json.WriteString("desc", code.Text);
        json.WriteString("standerdDesc", string.Concat("[", scene.PlaceOf(scan).City, "] ", code.Text));
        json.WriteString("descTitle", "Carrier note:");
        json.WriteString("timeZone", string.Create(CultureInfo.InvariantCulture, $"GMT{(hours < 0 ? "" : "+")}{hours}"));
        json.WriteString("actionCode", code.Code);
        json.WriteEndObject();
    }

    private static string NameOf(string country) => Names.GetValueOrDefault(country, country);

    private static string StatusOf(IReadOnlyList<SimScan> scans) => scans[^1].Step switch
    {
        Step.Announced => "ORDER_PROCESSING",
        Step.ImportStart or Step.ImportHeld or Step.ImportReleased => "CLEAR_CUSTOMS",
        Step.LastMileAccepted or Step.SortOut or Step.AtDepot or Step.OutForDelivery or Step.AttemptFailed => "DELIVERING",
        Step.AtCounter => "WAITING_FOR_DELIVERY",
        Step.Delivered => "DELIVERED",
        Step.PickedUp or Step.HubOut or Step.ExportStart or Step.ExportReleased or Step.Departed or Step.Arrived or Step.ReturnBegins or Step.Returned
            or Step.Destroyed => "TRANSIT",
    };
}
