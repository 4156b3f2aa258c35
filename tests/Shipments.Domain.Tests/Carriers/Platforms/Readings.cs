using System.Globalization;
using System.Text;
using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.Platforms;

/// <summary>Readings as lines that a person can check against a payload.</summary>
internal static class Readings
{
    public static PayloadReading Of(string format, byte[] payload) => CarrierAdapters.Default[format].Read(payload, Fixtures.ReceivedAt);

    public static PayloadReading Of(string format, string payload) => Of(format, Encoding.UTF8.GetBytes(payload));

    /// <summary>The one shipment of a payload that is whole.</summary>
    public static PayloadItem Single(string format, string payload)
    {
        PayloadReading reading = Of(format, payload);
        reading.Fault.Should().BeNull();
        return reading.Items.Should().ContainSingle().Subject;
    }

    /// <summary>The one scan of a shipment, read.</summary>
    public static ScanFact Fact(PayloadItem item) => item.Scans.Should().ContainSingle().Subject.Fact!;

    /// <summary>"2026-03-02T06:30:19Z Explicit +480 PickedUp FPX_C_SPLS CN repair", or "fault: where".</summary>
    public static string Line(PayloadScan scan)
    {
        if (scan.Fact is not { } fact)
            return "fault: " + scan.Fault!.Field;
        MeaningRecord meaning = Vocabularies.Default.Map(fact);
        string phase = meaning.Unmapped ? "unmapped" : ((Phase)meaning.Phase).ToString();
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Utc(fact.Time)} {(ZoneSource)fact.Time.ZoneSource} {fact.Time.OffsetMinutes} {phase} {(fact.Code.Length == 0 ? "-" : fact.Code)} {fact.Place?.Country} {fact.Time.Repair}");
        return string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public static IEnumerable<string> Lines(PayloadItem item) => item.Scans.Select(Line);

    public static string Utc(EventTimeRecord time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.UtcMs).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The phase of a code in the vocabulary of a carrier, "unmapped" when there is none.</summary>
    public static string Phase(string carrier, string code, string text)
    {
        MeaningRecord meaning = Vocabularies.Default.Map(new ScanFact { Carrier = carrier, Code = code, Text = text });
        return meaning.Unmapped ? "unmapped" : ((Phase)meaning.Phase).ToString();
    }
}
