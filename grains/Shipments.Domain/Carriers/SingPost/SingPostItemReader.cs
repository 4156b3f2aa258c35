using System.Text.Json;
using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers.SingPost;

/// <summary>Reads one item of a reply. Rows that only hold a place are not among its events.</summary>
internal sealed class SingPostItemReader
{
    private const string Yes = "true";
    private const string No = "false";

    // The other number of a partner's record; the name of its bag is no number of the item.
    private static readonly string[] OtherNumbers = ["alternativeTrackingNumber", "AlternativeTrackingNumber"];

    private readonly string _path;
    private readonly JsonElement _item;
    private readonly DateTimeOffset _receivedAt;
    private readonly IReadOnlyList<(string Path, JsonElement Element)> _rows;

    public SingPostItemReader(string path, JsonElement item, DateTimeOffset receivedAt)
    {
        _path = path;
        _item = item;
        _receivedAt = receivedAt;
        _rows = PayloadJson.List(item, "events", path + ".") ?? [];
    }

    public int RowCount => _rows.Count;

    public PayloadItem Read()
    {
        string written = PayloadJson.Text(_item, "trackingNumber");
        if (!TrackingNumbers.TryNormalise(written, out string number, out string problem))
            return new PayloadItem("", [], [], false, PayloadFault.At(_path + ".trackingNumber", written, written.Length == 0 ? "The item has no number." : problem));

        LinkedNumbers linked = new(number);
        foreach (string name in OtherNumbers)
            linked.AddField(PayloadJson.Text(_item, name), NumberRole.LastMile);
        List<PayloadScan> scans = new(_rows.Count);
        foreach ((string path, JsonElement element) in _rows.Where(row => !SingPostScanReader.IsPlaceholder(row.Element)))
        {
            PayloadScan scan = SingPostScanReader.Read(path, element);
            if (scan.Fact is { } fact)
            {
                fact.Number = number;
                fact.ReceivedMs = _receivedAt.ToUnixTimeMilliseconds();
                linked.AddSentence(fact.Text, NumberRole.LastMile);
            }

            scans.Add(scan);
        }

        ScanOrder.Finish(scans, null);
        return new PayloadItem(number, linked.Found, scans, scans.Count == 0 && !Found(Yes), Fault(linked, scans.Count));
    }

    // A truth value, at times written as text.
    private bool Found(string answer) => PayloadJson.Text(_item, "trackingNumberFound").Equals(answer, StringComparison.OrdinalIgnoreCase);

    private PayloadFault? Fault(LinkedNumbers linked, int scans)
    {
        if (scans > 0 && Found(No))
            return PayloadFault.At(_path + ".trackingNumberFound", No, "The carrier says that it does not know the number, and lists events of it.");
        return linked.Overflow.Length == 0 ? null : PayloadFault.At(
            _path, linked.Overflow, $"An item names at most {PayloadLimits.LinkedNumbersMax} further numbers.");
    }
}
