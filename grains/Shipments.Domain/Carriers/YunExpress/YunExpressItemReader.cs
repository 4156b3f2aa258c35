using System.Text.Json;
using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers.YunExpress;

/// <summary>Reads one waybill of a YunExpress reply: the events of all its parts together.</summary>
internal sealed class YunExpressItemReader
{
    private readonly string _path;
    private readonly JsonElement _element;
    private readonly DateTimeOffset _receivedAt;
    private readonly IReadOnlyList<(string Path, JsonElement Element)> _parts;
    private readonly List<(string Path, JsonElement Element)> _events = [];

    public YunExpressItemReader(string path, JsonElement element, DateTimeOffset receivedAt)
    {
        _path = path;
        _element = element;
        _receivedAt = receivedAt;
        _parts = PayloadJson.List(element, "track_info", path + ".") ?? [];
        foreach ((string part, JsonElement info) in _parts)
        {
            _events.AddRange(PayloadJson.List(info, "track_events", part + ".") ?? []);
            if (_events.Count > PayloadLimits.EventsMax)
                break;
        }
    }

    public int EventCount => _events.Count;

    public PayloadItem Read()
    {
        string waybill = PayloadJson.Text(_element, "waybill_number");
        if (!TrackingNumbers.TryNormalise(waybill, out string number, out string problem))
            return new PayloadItem("", [], [], false, PayloadFault.At(_path + ".waybill_number", waybill, waybill.Length == 0 ? "The waybill has no number." : problem));

        LinkedNumbers linked = new(number);
        linked.AddField(PayloadJson.Text(_element, "tracking_number"), NumberRole.LastMile);
        foreach ((_, JsonElement part) in _parts)
            linked.AddField(PayloadJson.Text(part, "tracking_number"), NumberRole.LastMile);

        List<PayloadScan> scans = new(_events.Count);
        foreach ((string path, JsonElement element) in _events)
        {
            PayloadScan scan = YunExpressScanReader.Read(path, element);
            if (scan.Fact is { } fact)
            {
                fact.Number = number;
                fact.ReceivedMs = _receivedAt.ToUnixTimeMilliseconds();
            }

            scans.Add(scan);
            linked.AddSentence(PayloadJson.Text(element, "description"), NumberRole.LastMile);
        }

        ScanOrder.Finish(scans, null);
        PayloadFault? fault = linked.Overflow.Length == 0 ? null : PayloadFault.At(
            _path, linked.Overflow, $"A shipment names at most {PayloadLimits.LinkedNumbersMax} further numbers.");
        return new PayloadItem(number, linked.Found, scans, scans.Count == 0, fault);
    }
}
