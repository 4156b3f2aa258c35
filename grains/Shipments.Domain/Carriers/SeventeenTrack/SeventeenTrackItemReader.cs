using System.Text.Json;
using Shipments.Domain.Numbers;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.SeventeenTrack;

/// <summary>
/// Reads one tracking: the events of all its providers, the newest event where no provider lists any, and the milestones that no event shows.
/// An accepted registration has none of them and says nothing of the parcel.
/// </summary>
internal sealed class SeventeenTrackItemReader
{
    private const string NotFoundStatus = "NotFound";

    private readonly string _path;
    private readonly JsonElement _element;
    private readonly RelayedScans _relayed;
    private readonly DateTimeOffset _receivedAt;
    private readonly JsonElement _info;
    private readonly List<SeventeenTrackEvent> _events;

    public SeventeenTrackItemReader(string path, JsonElement element, RelayedScans relayed, DateTimeOffset receivedAt)
    {
        _path = path;
        _element = element;
        _relayed = relayed;
        _receivedAt = receivedAt;
        _info = PayloadJson.Value(element, "track_info") ?? default;
        _events = SeventeenTrackEvent.All(_info, path + ".track_info.");
    }

    public int EventCount => _events.Count;

    public PayloadItem Read()
    {
        string written = PayloadJson.Text(_element, "number");
        if (!TrackingNumbers.TryNormalise(written, out string number, out string problem))
            return new PayloadItem("", [], [], false, PayloadFault.At(_path + ".number", written, written.Length == 0 ? "The tracking has no number." : problem));

        LinkedNumbers linked = new(number);
        linked.AddField(PayloadJson.Text(Part(_info, "misc_info"), "local_number"), NumberRole.LastMile);
        JsonElement shipping = Part(_info, "shipping_info");
        SeventeenTrackScanReader reader = new(_relayed, Country(shipping, "shipper_address"), Country(shipping, "recipient_address"));
        List<PayloadScan> scans = new(_events.Count);
        foreach (SeventeenTrackEvent each in _events)
        {
            PayloadScan scan = reader.Read(each);
            if (scan.Fact is { } fact)
            {
                fact.Number = number;
                fact.ReceivedMs = _receivedAt.ToUnixTimeMilliseconds();
            }

            scans.Add(scan);
            linked.AddSentence(PayloadJson.Text(each.Element, "description"), NumberRole.LastMile);
        }

        ScanOrder.Finish(scans, Eta());
        PayloadFault? fault = linked.Overflow.Length == 0 ? null : PayloadFault.At(
            _path, linked.Overflow, $"A shipment names at most {PayloadLimits.LinkedNumbersMax} further numbers.");
        bool notFound = scans.Count == 0 && PayloadJson.Text(Part(_info, "latest_status"), "status") == NotFoundStatus;
        return new PayloadItem(number, linked.Found, scans, notFound, fault);
    }

    // One end is enough; bounds the wrong way round are turned.
    private WindowRecord? Eta()
    {
        JsonElement promise = Part(Part(_info, "time_metrics"), "estimated_delivery_date");
        EventTimeRecord? from = PlaceTimes.Read(PayloadJson.Text(promise, "from"), TimeSpan.Zero, "", "");
        EventTimeRecord? to = PlaceTimes.Read(PayloadJson.Text(promise, "to"), TimeSpan.Zero, "", "");
        if ((from ?? to) is not { } start || (to ?? from) is not { } end)
            return null;
        return new WindowRecord
        {
            FromMs = Math.Min(start.UtcMs, end.UtcMs),
            ToMs = Math.Max(start.UtcMs, end.UtcMs),
            Source = SeventeenTrackPushAdapter.CarrierName,
        };
    }

    private static string Country(JsonElement shipping, string name) =>
        CountryNames.Code(PayloadJson.Text(Part(shipping, name), "country"));

    private static JsonElement Part(JsonElement element, string name) => PayloadJson.Value(element, name) ?? default;
}
