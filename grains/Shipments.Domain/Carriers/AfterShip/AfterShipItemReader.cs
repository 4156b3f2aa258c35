using System.Text.Json;
using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers.AfterShip;

/// <summary>Reads one tracking. The couriers that take over later, with their numbers, stand in <c>next_couriers</c>.</summary>
internal sealed class AfterShipItemReader
{
    private const string Pending = "Pending";

    private readonly string _path;
    private readonly JsonElement _element;
    private readonly RelayedScans _relayed;
    private readonly DateTimeOffset _receivedAt;
    private readonly IReadOnlyList<(string Path, JsonElement Element)> _checkpoints;

    public AfterShipItemReader(string path, JsonElement element, RelayedScans relayed, DateTimeOffset receivedAt)
    {
        _path = path;
        _element = element;
        _relayed = relayed;
        _receivedAt = receivedAt;
        _checkpoints = PayloadJson.List(element, "checkpoints", path + ".") ?? [];
    }

    public int EventCount => _checkpoints.Count;

    public PayloadItem Read()
    {
        string written = PayloadJson.Text(_element, "tracking_number");
        if (!TrackingNumbers.TryNormalise(written, out string number, out string problem))
            return new PayloadItem("", [], [], false, PayloadFault.At(_path + ".tracking_number", written, written.Length == 0 ? "The tracking has no number." : problem));

        LinkedNumbers linked = new(number);
        foreach ((_, JsonElement courier) in PayloadJson.List(_element, "next_couriers", "") ?? [])
            linked.AddField(PayloadJson.Text(courier, "tracking_number"), NumberRole.LastMile);

        AfterShipScanReader reader = new(
            _relayed, PayloadJson.Text(_element, "slug"),
            AfterShipPlaces.Country(_element, "origin_country_iso3", "origin_country_region"),
            AfterShipPlaces.Country(_element, "destination_country_iso3", "destination_country_region", "courier_destination_country_iso3"));
        List<PayloadScan> scans = new(_checkpoints.Count);
        foreach ((string path, JsonElement element) in _checkpoints)
        {
            PayloadScan scan = reader.Read(path, element);
            if (scan.Fact is { } fact)
            {
                fact.Number = number;
                fact.ReceivedMs = _receivedAt.ToUnixTimeMilliseconds();
            }

            scans.Add(scan);
            linked.AddSentence(PayloadJson.Text(element, "message"), NumberRole.LastMile);
        }

        ScanOrder.Finish(scans, AfterShipPromise.Read(_element, scans));
        PayloadFault? fault = linked.Overflow.Length == 0 ? null : PayloadFault.At(
            _path, linked.Overflow, $"A shipment names at most {PayloadLimits.LinkedNumbersMax} further numbers.");
        return new PayloadItem(number, linked.Found, scans, scans.Count == 0 && IsPending(), fault);
    }

    // Any other tag without a checkpoint says that the carrier knows the number.
    private bool IsPending() => PayloadJson.Text(_element, "tag") is "" or Pending;
}
