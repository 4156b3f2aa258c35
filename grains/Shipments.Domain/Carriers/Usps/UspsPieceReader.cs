using System.Text.Json;
using Shipments.Domain.Numbers;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Usps;

/// <summary>Reads one piece, or the error that stands in its place.</summary>
internal sealed class UspsPieceReader
{
    // The error of a number that has no scan yet, and the words it comes with.
    private const string NotYetCode = "150001";
    private const string NotYetText = "status update is not yet available";

    private readonly string _path;
    private readonly JsonElement _piece;
    private readonly DateTimeOffset _receivedAt;
    private readonly IReadOnlyList<(string Path, JsonElement Element)> _events;

    public UspsPieceReader(string path, JsonElement piece, DateTimeOffset receivedAt)
    {
        _path = path.Length == 0 ? "" : path + ".";
        _piece = piece;
        _receivedAt = receivedAt;
        _events = PayloadJson.List(piece, "trackingEvents", _path) ?? [];
    }

    public int EventCount => _events.Count;

    /// <summary>Whether an object is a piece or an error at all.</summary>
    public static bool IsPiece(JsonElement element) => PayloadJson.Value(element, "trackingNumber") is not null
        || PayloadJson.Value(element, "trackingEvents") is not null || PayloadJson.Value(element, "error") is not null;

    public PayloadItem Read()
    {
        string written = PayloadJson.Text(_piece, "trackingNumber");
        bool named = TrackingNumbers.TryNormalise(written, out string number, out string problem);
        if (PayloadJson.Value(_piece, "error") is { } error && _events.Count == 0)
            return Failed(number, error);
        if (!named)
            return new PayloadItem("", [], [], false, PayloadFault.At(_path + "trackingNumber", written, written.Length == 0 ? "The piece has no tracking number." : problem));

        string category = Slug(PayloadJson.Text(_piece, "statusCategory"));
        List<PayloadScan> scans = new(_events.Count);
        foreach ((string path, JsonElement element) in _events)
        {
            // The category speaks of the piece as it is now, so only of its newest event, which comes first.
            PayloadScan scan = UspsScanReader.Read(path, element, scans.Count == 0 ? category : "");
            if (scan.Fact is { } fact)
            {
                fact.Number = number;
                fact.ReceivedMs = _receivedAt.ToUnixTimeMilliseconds();
            }

            scans.Add(scan);
        }

        ScanOrder.Finish(scans, Eta(scans, out PayloadFault? fault));
        return new PayloadItem(number, [], scans, scans.Count == 0, fault);
    }

    private PayloadItem Failed(string number, JsonElement error)
    {
        string message = PayloadJson.Text(error, "message");
        IReadOnlyList<(string Path, JsonElement Element)> details = PayloadJson.List(error, "errors", "") ?? [];
        bool notYet = message.Contains(NotYetText, StringComparison.OrdinalIgnoreCase)
            || details.Any(detail => PayloadJson.Text(detail.Element, "code") == NotYetCode);
        if (notYet)
            return new PayloadItem(number, [], [], true, null);
        string code = PayloadJson.Text(error, "code");
        return new PayloadItem(number, [], [], false, PayloadFault.At(_path + "error", code, message.Length == 0
            ? "The carrier answered with an error." : "The carrier answered: " + PayloadText.CutVisibly(message, PayloadFault.ValueCharactersMax)));
    }

    // A local time of the place where the piece goes, with no zone: the newest scan is nearest to it.
    private WindowRecord? Eta(List<PayloadScan> scans, out PayloadFault? fault)
    {
        fault = null;
        string text = PayloadJson.Text(_piece, "expectedDeliveryTimeStamp");
        if (text.Length == 0)
            return null;
        TimeSpan offset = TimeSpan.FromMinutes(scans.Select(scan => scan.Fact?.Time).OfType<EventTimeRecord>()
            .Where(time => time.ZoneSource != (int)ZoneSource.None).Select(time => time.OffsetMinutes).FirstOrDefault());
        if (UspsTimes.Promise(text, offset) is { } window)
            return window;
        fault = PayloadFault.At(_path + "expectedDeliveryTimeStamp", text, "The promised time cannot be read.");
        return null;
    }

    // "Delivery Attempt: Action Needed" as a code: DELIVERY_ATTEMPT_ACTION_NEEDED.
    private static string Slug(string category)
    {
        if (category.Length > PayloadLimits.CodeCharactersMax)
            return "";
        string raised = string.Concat(category.Select(each => char.IsAsciiLetterOrDigit(each) ? char.ToUpperInvariant(each) : '_'));
        return string.Join('_', raised.Split('_', StringSplitOptions.RemoveEmptyEntries));
    }
}
