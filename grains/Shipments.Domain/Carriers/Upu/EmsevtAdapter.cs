using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers.Upu;

/// <summary>
/// Reads EMSEVT events as lines of text, one event a line: <c>item; event code; local time; office; reason; action</c>, at will followed by a text.
/// The separator is a tab, <c>|</c>, <c>;</c> or <c>,</c>: the first of these that makes three fields of the first line. That line may name the columns, and then gives their order; item, event
/// and time must be among them. Empty lines and those that begin with # say nothing. Quotes hold a separator in. Lines of one item need not stand together.
/// </summary>
internal sealed class EmsevtAdapter : ICarrierAdapter
{
    public const string CarrierName = "upu";

    public string Format => "upu-emsevt-lines";

    public string Carrier => CarrierName;

    public int PayloadBytesMax => PayloadLimits.BytesMax;

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        if (payload.Length > PayloadLimits.BytesMax)
            return Refused($"{Number(payload.Length)} bytes", $"A payload has at most {PayloadLimits.BytesMax} bytes.");
        ReadOnlySpan<byte> bytes = PayloadJson.WithoutMark(payload).Span;
        if (!Utf8.IsValid(bytes))
            return Refused("", "The payload is not UTF-8.");
        List<(int Number, string Line)> lines = [.. EmsevtLines.Of(Encoding.UTF8.GetString(bytes)).Take(PayloadLimits.EventsMax + 2)];
        if (lines.Count == 0)
            return Refused("", "The payload has no line.");
        if (EmsevtLines.Separator(lines[0].Line) is not { } separator)
            return Refused(lines[0].Line, "The first line is not of three or more fields.");
        if (EmsevtColumns.TryReadHeader(EmsevtLines.Split(lines[0].Line, separator), out EmsevtColumns columns))
            lines.RemoveAt(0);
        else
            columns = EmsevtColumns.Usual;
        if (lines.Count > PayloadLimits.EventsMax)
            return Refused(Number(lines.Count), $"A payload has at most {PayloadLimits.EventsMax} events.");
        return Read(lines, separator, columns, receivedAt);
    }

    private static PayloadReading Read(List<(int Number, string Line)> lines, char separator, EmsevtColumns columns, DateTimeOffset receivedAt)
    {
        Dictionary<string, List<PayloadScan>> scansOf = new(StringComparer.Ordinal);
        List<PayloadItem> items = [];
        foreach ((int at, string line) in lines)
        {
            string path = $"line[{Number(at)}]";
            IReadOnlyList<string> cells = EmsevtLines.Split(line, separator);
            string written = columns.Of(cells, EmsevtColumns.Field.Item);
            if (!TrackingNumbers.TryNormalise(written, out string number, out string problem))
            {
                items.Add(new PayloadItem("", [], [], false, PayloadFault.At(path + ".item", written, written.Length == 0 ? "The line has no item." : problem)));
            }
            else
            {
                if (!scansOf.TryGetValue(number, out List<PayloadScan>? scans))
                {
                    scansOf[number] = scans = [];
                    items.Add(new PayloadItem(number, [], scans, false, null));
                }

                scans.Add(Complete(EmsevtScanReader.Read(path, columns, cells), number, receivedAt));
            }

            if (items.Count > PayloadLimits.ItemsMax)
                return Refused(Number(items.Count), $"A payload has at most {PayloadLimits.ItemsMax} shipments.");
        }

        // Lines come oldest first; what is numbered here expects the newest first.
        foreach (List<PayloadScan> scans in scansOf.Values)
            ScanOrder.Finish([.. Enumerable.Reverse(scans)], null);
        return new PayloadReading(items, null);
    }

    private static PayloadScan Complete(PayloadScan scan, string number, DateTimeOffset receivedAt)
    {
        if (scan.Fact is { } fact)
        {
            fact.Number = number;
            fact.ReceivedMs = receivedAt.ToUnixTimeMilliseconds();
        }

        return scan;
    }

    private static PayloadReading Refused(string value, string problem) => new([], PayloadFault.At("", value, problem));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
