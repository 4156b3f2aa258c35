using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Bench.Micro;

/// <summary>A parcel on its way from China to the United States, as a benchmark wants it.</summary>
internal static class BenchParcel
{
    public const string Key = "parcel/bench/01K9ZZZZZZZZZZZZZZZZZZZZZZ";

    public const string Number = "LP00123456789012";

    private static readonly DateTimeOffset Posted = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly string[] Codes =
        ["GWMS_ACCEPT", "GWMS_PACKAGE", "GWMS_OUTBOUND", "CW_INBOUND", "CW_OUTBOUND", "LH_HO_AIRLINE", "LH_DEPART", "LH_ARRIVE", "CC_EX_SUCCESS", "GTMS_ACCEPT"];

    private static readonly Dictionary<string, long> NothingRouted = [];

    /// <summary>A parcel with two numbers and so many scans, each in a turn of its own.</summary>
    public static ParcelState WithScans(int scans)
    {
        ParcelRegistered registration = new() { Service = "cainiao-standard", OriginCountry = "CN", DestinationCountry = "US" };
        registration.Labels.Add("order", "8190011223344556");
        registration.Numbers.Add(new ParcelNumber { Number = Number, Issuer = "cainiao", FromMs = Posted.AddDays(-1).ToUnixTimeMilliseconds() });
        registration.Numbers.Add(new ParcelNumber { Number = "92001901234567890123456784", Issuer = "usps", FromMs = Posted.AddDays(-1).ToUnixTimeMilliseconds() });
        ParcelTurn turn = new(ParcelState.Empty, Key, Vocabularies.Default, Posted);
        turn.Register(registration, [], "create", 1);
        turn.Answer("create", 1, new byte[16]);
        ParcelState state = turn.Finish().Next;
        for (int i = 0; i < scans; i++)
            state = Turn(state, Scan(i), "").Next;
        return state;
    }

    /// <summary>A scan like no other: the n-th of its parcel.</summary>
    public static ScanFact Scan(int n)
    {
        DateTimeOffset at = Posted.AddHours(6 * n);
        ScanFact fact = new()
        {
            Carrier = "cainiao",
            Code = Codes[n % Codes.Length],
            Text = "Departed from the sorting centre",
            Time = new EventTimeRecord
            {
                Raw = at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss zzz", System.Globalization.CultureInfo.InvariantCulture),
                UtcMs = at.ToUnixTimeMilliseconds(), ZoneSource = (int)ZoneSource.Explicit, OffsetMinutes = 480,
            },
            Place = new PlaceRecord { City = "Hangzhou", Country = "CN" },
            ReceivedMs = at.AddMinutes(7).ToUnixTimeMilliseconds(),
        };
        fact.Id = ScanIds.Of(fact);
        return fact;
    }

    /// <summary>One drain with one scan.</summary>
    public static ParcelTurnResult Turn(ParcelState state, ScanFact scan, string requestId)
    {
        ParcelTurn turn = new(state, Key, Vocabularies.Default, Posted.AddDays(30), version: 12);
        if (requestId.Length > 0)
            turn.TryAnswered(requestId, 7, out _, out _);
        turn.Record([scan], NothingRouted);
        if (requestId.Length > 0)
            turn.Answer(requestId, 7, new byte[24]);
        return turn.Finish();
    }
}
