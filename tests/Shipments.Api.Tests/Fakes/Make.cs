using Google.Protobuf.WellKnownTypes;
using Shipments.V1;

namespace Shipments.Api.Tests.Fakes;

/// <summary>Good requests, to be spoilt one field at a time.</summary>
internal static class Make
{
    /// <summary>The moment of all tests with a clock of their own.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Scan Scan(string number = "RB123456785CN", string code = "PICKED_UP", int minutesAgo = 60, DateTimeOffset? now = null) => new()
    {
        TrackingNumber = number,
        Carrier = "shipments",
        Code = code,
        Time = Timestamp.FromDateTimeOffset((now ?? Now).AddMinutes(-minutesAgo)),
    };

    public static Scan ScanOf(string parcel, string code = "PICKED_UP", int minutesAgo = 60)
    {
        Scan scan = Scan(code: code, minutesAgo: minutesAgo);
        scan.Parcel = $"parcels/{parcel}";
        return scan;
    }

    public static string Repeat(int count, char letter = 'a') => new(letter, count);
}
