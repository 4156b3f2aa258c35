using System.Globalization;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Scans;

/// <summary>Tracking numbers in the forms of their carriers, with right check digits. No two parcels of a world share one.</summary>
internal static class SimNumbers
{
    private static readonly int[] S10Weights = [8, 6, 4, 2, 3, 5, 9, 7];

    /// <summary>Gives a parcel its numbers: one for each part of the way, or the same for both.</summary>
    public static void Give(SimParcel parcel, long seed)
    {
        int salt = (int)(Dice.Hash(seed, 4) % 900);
        parcel.PlatformNumber = Of(parcel.Lane.First.Name, parcel.Lane, parcel.Id, salt);

        // A post's number stays the parcel's in the country it goes to.
        bool stays = parcel.Lane.First == parcel.Lane.Last || parcel.Lane.First.Name is "singpost" or "upu";
        parcel.LastMileNumber = stays ? parcel.PlatformNumber : Of(parcel.Lane.Last.Name, parcel.Lane, parcel.Id, salt);
    }

    /// <summary>An S10 number.</summary>
    public static string S10(string indicator, int serial, string country)
    {
        string digits = serial.ToString("00000000", CultureInfo.InvariantCulture);
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
            sum += (digits[i] - '0') * S10Weights[i];
        int check = 11 - (sum % 11);
        return $"{indicator}{digits}{check switch { 10 => 0, 11 => 5, _ => check }}{country}";
    }

    private static string Of(string carrier, TradeLane lane, int id, int salt) => carrier switch
    {
        "cainiao" => string.Create(CultureInfo.InvariantCulture, $"LP00{salt:000}{id:000000000}"),
        "4px" => string.Create(CultureInfo.InvariantCulture, $"4PX30{salt:000}{id:00000000}CN"),
        "usps" => Usps(string.Create(CultureInfo.InvariantCulture, $"9400111{salt:000}{id:00000000000}")),
        "correos" => string.Create(CultureInfo.InvariantCulture, $"PQ7SIM{salt:000}0{id:000000000000}{(char)('A' + (id % 26))}"),
        "singpost" => S10("RB", id, "SG"),
        _ => S10(lane.Service.Contains("ems", StringComparison.Ordinal) ? "EM" : "RX", id, lane.Origin),
    };

    private static string Usps(string data)
    {
        int sum = 0;
        for (int i = 0; i < data.Length; i++)
            sum += (data[data.Length - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
        return $"{data}{(10 - (sum % 10)) % 10}";
    }
}
