using System.Text;
using System.Text.Json.Nodes;

namespace Shipments.Cluster.Tests.Day;

/// <summary>What a marketplace sends in its day over JSON, and what must come of it.</summary>
internal sealed class JsonDay
{
    public const int Parcels = 1_000;
    public const int Moving = 900;
    public const int Cancelled = 50;
    public const int Delivered = 100;

    private readonly DateTimeOffset _yesterday = DateTimeOffset.UtcNow.AddDays(-1);

    public static IEnumerable<int> All => Enumerable.Range(0, Parcels);

    public static IEnumerable<int> TheMoving => All.Take(Moving);

    public static IEnumerable<int> TheCancelled => All.Skip(Moving).Take(Cancelled);

    public static IEnumerable<int> TheUpdated => All.Skip(Moving + Cancelled);

    public static IEnumerable<int> TheDelivered => All.Take(Delivered);

    public static string Name(int i) => $"parcels/j{i}";

    public static string[] Numbers(int i) => [$"JDAYA{i}X", $"JDAYB{i}X"];

    public static string Phase(int i) => i switch
    {
        < Delivered => "PHASE_DELIVERED",
        < Moving => "PHASE_DEPARTED",
        < Moving + Cancelled => "PHASE_CANCELLED",
        _ => "PHASE_PENDING",
    };

    public static int Scans(int i) => i switch
    {
        < Delivered => 3,
        < Moving => 2,
        < Moving + Cancelled => 1,
        _ => 0,
    };

    public static string Lane(int i) => i < Moving + Cancelled ? "CN-ES/day" : "CN-ES/day-express";

    public static JsonObject Registration(int i) => new()
    {
        ["parcelId"] = $"j{i}", ["requestId"] = $"register-j{i}", ["service"] = "day", ["originCountry"] = "CN", ["destinationCountry"] = "ES",
        ["trackingNumbers"] = new JsonArray([.. Numbers(i).Select(number => new JsonObject { ["number"] = number })]),
    };

    public JsonObject Scan(int i, string code, bool byNumber) => new()
    {
        [byNumber ? "trackingNumber" : "parcel"] = byNumber ? Numbers(i)[1] : Name(i),
        ["carrier"] = "shipments",
        ["code"] = code,
        ["time"] = _yesterday.AddHours(byNumber ? 2 : 1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
    };

    /// <summary>In the shape of Cainiao's detail reply: each of the parcels delivered.</summary>
    public JsonObject Payload(IEnumerable<int> parcels)
    {
        var modules = parcels.Select(i => new JsonObject
        {
            ["mailNo"] = Numbers(i)[0],
            ["detailList"] = new JsonArray(new JsonObject
            {
                ["time"] = _yesterday.AddHours(3).ToUnixTimeMilliseconds(), ["timeZone"] = "GMT+8", ["actionCode"] = "GTMS_SIGNED", ["desc"] = "Delivered",
            }),
        });
        JsonObject payload = new() { ["module"] = new JsonArray([.. modules]), ["success"] = true };
        return new() { ["format"] = "cainiao-detail-json", ["payload"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(payload.ToJsonString())) };
    }
}
