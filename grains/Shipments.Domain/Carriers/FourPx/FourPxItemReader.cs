using System.Text.Json;
using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers.FourPx;

/// <summary>
/// Reads one shipment of a 4PX reply. The last-mile number stands in <c>channelTrackCode</c>, or in <c>serverCode</c>; <c>hawbCodeSet</c> has
/// what else is printed on it. <c>shipperCode</c> is the sender's own reference and no number that anybody else keeps unique, so it counts
/// only where it has the form of a 4PX number.
/// </summary>
internal sealed class FourPxItemReader
{
    private readonly string _path;
    private readonly JsonElement _element;
    private readonly DateTimeOffset _receivedAt;
    private readonly IReadOnlyList<(string Path, JsonElement Element)> _tracks;

    public FourPxItemReader(string path, JsonElement element, DateTimeOffset receivedAt)
    {
        _path = path;
        _element = element;
        _receivedAt = receivedAt;
        _tracks = PayloadJson.List(element, "tracks", path + ".") ?? [];
    }

    public int EventCount => _tracks.Count;

    public PayloadItem Read()
    {
        string queryCode = PayloadJson.Text(_element, "queryCode");
        if (!TrackingNumbers.TryNormalise(queryCode, out string number, out string problem))
            return new PayloadItem("", [], [], false, PayloadFault.At(_path + ".queryCode", queryCode, queryCode.Length == 0 ? "The shipment has no number." : problem));

        LinkedNumbers linked = Linked(number);
        List<PayloadScan> scans = new(_tracks.Count);
        foreach ((string path, JsonElement track) in _tracks)
        {
            PayloadScan scan = FourPxScanReader.Read(path, track);
            if (scan.Fact is { } fact)
            {
                fact.Number = number;
                fact.ReceivedMs = _receivedAt.ToUnixTimeMilliseconds();
            }

            scans.Add(scan);
            linked.AddSentence(PayloadJson.Text(track, "tkDesc"), NumberRole.LastMile);
        }

        ScanOrder.Finish(scans, null);
        PayloadFault? fault = linked.Overflow.Length == 0 ? null : PayloadFault.At(
            _path, linked.Overflow, $"A shipment names at most {PayloadLimits.LinkedNumbersMax} further numbers.");
        return new PayloadItem(number, linked.Found, scans, scans.Count == 0, fault);
    }

    private LinkedNumbers Linked(string number)
    {
        LinkedNumbers linked = new(number);
        linked.AddField(PayloadJson.Text(_element, "channelTrackCode"), NumberRole.LastMile);
        AddCode(linked, PayloadJson.Text(_element, "serverCode"), NumberRole.LastMile);
        if (IsOwn(PayloadJson.Text(_element, "shipperCode"), out string shipper))
            linked.AddField(shipper, NumberRole.Platform);
        foreach ((_, JsonElement code) in PayloadJson.List(_element, "hawbCodeSet", "") ?? [])
            AddCode(linked, PayloadJson.Text(code), NumberRole.LineHaul);
        return linked;
    }

    private static void AddCode(LinkedNumbers linked, string code, NumberRole role) =>
        linked.AddField(code, IsOwn(code, out _) ? NumberRole.Platform : role);

    private static bool IsOwn(string code, out string number) =>
        TrackingNumbers.TryNormalise(code, out number, out _)
        && NumberClassifier.Classify(number).Any(guess => guess.Issuer == FourPxTracksAdapter.CarrierName);
}
