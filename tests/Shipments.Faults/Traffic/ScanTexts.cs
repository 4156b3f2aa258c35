using Google.Protobuf.WellKnownTypes;
using Shipments.V1;

namespace Shipments.Faults.Traffic;

/// <summary>The scans that the traffic sends: of one carrier, two minutes apart, each with its key as its text.</summary>
internal static class ScanTexts
{
    // So long that of the parcels that are ended some were tried, some delivered, and some neither.
    private static readonly string[] s_codes =
    [
        "PICKED_UP", "DEPARTED", "LINE_HAUL", "ARRIVED", "LAST_MILE", "OUT_FOR_DELIVERY", "ATTEMPT_FAILED", "LAST_MILE",
        "OUT_FOR_DELIVERY", "LINE_HAUL", "ARRIVED", "LAST_MILE", "OUT_FOR_DELIVERY", "LAST_MILE", "OUT_FOR_DELIVERY", "DELIVERED",
    ];

    public static Scan Make(string key, int ordinal, DateTime start) => new()
    {
        SourceId = key,
        Carrier = "shipments",
        Code = s_codes[ordinal % s_codes.Length],
        Description = key,
        Time = Timestamp.FromDateTime(start.AddMinutes(2 * ordinal)),
    };

    /// <summary>The place of a scan among those of its parcel: what follows the last dash of its key.</summary>
    public static int OrdinalOf(string key) => int.Parse(key[(key.LastIndexOf('-') + 1)..]);

    /// <summary>What a scan was answered, without what may change until it is asked again.</summary>
    public static string AnswerOf(ScanOutcome outcome) => $"{outcome.Result} {outcome.ScanId} {string.Join(' ', outcome.Parcels)}";
}
