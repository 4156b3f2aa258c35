using System.Text.Json;
using Shipments.Domain.Carriers.Cainiao;
using Shipments.Domain.Numbers;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.AliExpress;

/// <summary>
/// Reads one parcel of an order. <c>mailNo</c> is the number of the last mile once there is one, <c>originMailNo</c> the platform's own; both
/// are the same until then. An event that is a group node holds its events in a list of its own.
/// </summary>
internal sealed class AliExpressItemReader
{
    private const string Details = "detailList";

    private readonly string _path;
    private readonly JsonElement _element;
    private readonly DateTimeOffset _receivedAt;
    private readonly List<(string Path, JsonElement Element)> _events = [];

    public AliExpressItemReader(string path, JsonElement element, DateTimeOffset receivedAt)
    {
        _path = path;
        _element = element;
        _receivedAt = receivedAt;
        foreach ((string at, JsonElement detail) in PayloadJson.List(element, Details, path + ".") ?? [])
        {
            if (PayloadJson.List(detail, Details, at + ".") is { } inner)
                _events.AddRange(inner);
            else
                _events.Add((at, detail));
            if (_events.Count > PayloadLimits.EventsMax)
                break;
        }
    }

    public int EventCount => _events.Count;

    public PayloadItem Read()
    {
        string mailNo = PayloadJson.Text(_element, "mailNo");
        string origin = PayloadJson.Text(_element, "originMailNo");
        bool named = TrackingNumbers.TryNormalise(mailNo, out string number, out string problem);

        // Before it is shipped a parcel has no number at all, or only the platform's.
        if (!named && mailNo.Length == 0)
            named = TrackingNumbers.TryNormalise(origin, out number, out _);
        if (!named)
            return new PayloadItem("", [], [], false, PayloadFault.At(_path + ".mailNo", mailNo, mailNo.Length == 0 ? "The parcel has no number." : problem));

        LinkedNumbers linked = new(number);
        linked.AddField(origin, NumberRole.Platform);
        List<PayloadScan> scans = new(_events.Count);
        foreach ((string path, JsonElement element) in _events)
        {
            PayloadScan scan = AliExpressScanReader.Read(path, element);
            if (scan.Fact is { } fact)
            {
                fact.Number = number;
                fact.ReceivedMs = _receivedAt.ToUnixTimeMilliseconds();
            }

            scans.Add(scan);
            linked.AddSentence(PayloadJson.Text(element, "trackingDetailDesc"), NumberRole.LastMile);
        }

        ScanOrder.Finish(scans, Eta());
        PayloadFault? fault = linked.Overflow.Length == 0 ? null : PayloadFault.At(
            _path, linked.Overflow, $"A shipment names at most {PayloadLimits.LinkedNumbersMax} further numbers.");
        return new PayloadItem(number, linked.Found, scans, scans.Count == 0, fault);
    }

    // One end is enough; bounds the wrong way round are turned.
    private WindowRecord? Eta()
    {
        if (PayloadJson.Value(_element, "etaInfo") is not { } info)
            return null;
        long? from = CainiaoTimes.Plausible(PayloadJson.Integer(info, "beginEtaTime"));
        long? to = CainiaoTimes.Plausible(PayloadJson.Integer(info, "endEtaTime") ?? PayloadJson.Integer(info, "etaTimeStamp"));
        if ((from ?? to) is not { } start || (to ?? from) is not { } end)
            return null;
        return new WindowRecord { FromMs = Math.Min(start, end), ToMs = Math.Max(start, end), Source = AliExpressDetailAdapter.CarrierName };
    }
}
