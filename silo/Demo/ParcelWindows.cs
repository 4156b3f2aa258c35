using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Shipments.V1;
using Spectre.Console;

namespace Shipments.Silo.Demo;

/// <summary>When a parcel is expected, a line for each who says so: its carrier, and the lane's past.</summary>
internal static class ParcelWindows
{
    /// <summary>The lines, marked up; a dash when nobody says anything.</summary>
    public static string Of(Parcel parcel)
    {
        List<string> lines = [];
        if (parcel.Eta is { } eta)
            lines.Add($"[grey]{Markup.Escape(eta.Source.Length == 0 ? "carrier" : eta.Source)}:[/] {Range(eta.FromTime, eta.ToTime)}");
        if (parcel.EtaOriginal is { } first && parcel.Eta is { } now && (!first.ToTime.Equals(now.ToTime) || !first.FromTime.Equals(now.FromTime)))
            lines.Add($"[grey]at first:[/] {Range(first.FromTime, first.ToTime)}");
        if (parcel.Estimate is { } estimate)
            lines.Add($"[grey]lanes' past:[/] half by {DayOf(estimate.P50Time)}, four in five by {DayOf(estimate.P80Time)} [grey]({LevelOf(estimate)})[/]");
        return lines.Count == 0 ? "[grey]–[/]" : string.Join('\n', lines);
    }

    private static string LevelOf(DeliveryEstimate estimate) =>
        string.Create(CultureInfo.InvariantCulture, $"{estimate.Observations} of the {estimate.Level.ToString().ToLowerInvariant()}");

    private static string Range(Timestamp? from, Timestamp? to) => DayOf(from) is var first && DayOf(to) is var last && first == last ? first : $"{first} to {last}";

    private static string DayOf(Timestamp? time) => time?.ToDateTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "?";
}
