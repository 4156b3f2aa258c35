using System.Globalization;
using System.Xml;

namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>
/// The elements of a reply, read in one pass: no document type, nothing fetched, at most 32 levels. What came before a break is kept, and
/// the break is told.
/// </summary>
internal sealed class UspsXmlDocument
{
    private const string Root = "TrackResponse";
    private const string Failure = "Error";

    private readonly List<TrackInfoXml> _infos = [];
    private TrackInfoXml? _open;
    private int _events;

    private UspsXmlDocument()
    {
    }

    /// <summary>The items, in their order.</summary>
    public IReadOnlyList<TrackInfoXml> Infos => _infos;

    /// <summary>The reply as a whole is unreadable, refused by the carrier, or past a bound.</summary>
    public PayloadFault? Fault { get; private set; }

    /// <summary>The reply broke off between two items, or ended in an error.</summary>
    public PayloadFault? Damage { get; private set; }

    public static UspsXmlDocument Read(ReadOnlyMemory<byte> payload)
    {
        UspsXmlDocument document = new();
        if (payload.Length > PayloadLimits.BytesMax)
        {
            document.Refuse("", $"{payload.Length.ToString(CultureInfo.InvariantCulture)} bytes", $"A payload has at most {PayloadLimits.BytesMax} bytes.");
            return document;
        }

        using MemoryStream stream = new(payload.ToArray(), writable: false);
        using XmlReader reader = XmlReader.Create(stream, XmlWalk.Settings);
        try
        {
            document.ReadRoot(reader);
        }
        catch (XmlException problem)
        {
            document.Break(string.Create(CultureInfo.InvariantCulture, $"line {problem.LineNumber}, character {problem.LinePosition}"));
        }

        return document;
    }

    /// <summary>Whether the outermost element is one of such a reply.</summary>
    public static bool IsOurs(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > PayloadLimits.BytesMax || !BeginsLikeXml(payload.Span))
            return false;
        using MemoryStream stream = new(payload.ToArray(), writable: false);
        using XmlReader reader = XmlReader.Create(stream, XmlWalk.Settings);
        try
        {
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName is Root or Failure;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <summary>What the carrier said in an <c>Error</c>.</summary>
    public static PayloadFault Answered(string path, IReadOnlyDictionary<string, string> error)
    {
        string said = error.GetValueOrDefault("Description", "");
        return PayloadFault.At(path, error.GetValueOrDefault("Number", ""), said.Length == 0
            ? "The carrier answered with an error." : "The carrier answered: " + PayloadText.CutVisibly(said, PayloadFault.ValueCharactersMax));
    }

    // Cheaper than to let the reader throw: a bracket, or the mark of UTF-16.
    private static bool BeginsLikeXml(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> text = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        text = text.TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] is ((byte)'<' or 0xFE or 0xFF);
    }

    private void ReadRoot(XmlReader reader)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName is not (Root or Failure))
        {
            Refuse("", reader.LocalName, $"The outermost element is neither {Root} nor {Failure}.");
            return;
        }

        if (reader.LocalName == Failure)
        {
            Fault = Answered(Failure, XmlWalk.Fields(reader, out _));
            return;
        }

        foreach (string name in XmlWalk.Children(reader))
        {
            if (name == "TrackInfo")
                ReadInfo(reader);
            else if (name == Failure)
                Told(Answered($"{Root}.{Failure}", XmlWalk.Fields(reader, out _)));
            if (Fault is not null)
                return;
        }
    }

    private void ReadInfo(XmlReader reader)
    {
        if (_infos.Count == PayloadLimits.ItemsMax)
        {
            Refuse("TrackInfo", Number(_infos.Count + 1), $"A payload has at most {PayloadLimits.ItemsMax} shipments.");
            return;
        }

        TrackInfoXml info = new($"TrackInfo[{Number(_infos.Count)}]", PayloadText.Clean(reader.GetAttribute("ID") ?? ""));
        _infos.Add(info);
        _open = info;
        int details = 0;
        foreach (string name in XmlWalk.Children(reader))
        {
            if (name == "TrackSummary")
                AddEvent(info, reader, info.Path + ".TrackSummary");
            else if (name == "TrackDetail")
                AddEvent(info, reader, $"{info.Path}.TrackDetail[{Number(details++)}]");
            else if (name == Failure)
                info.Error = XmlWalk.Fields(reader, out _);
            else
                info.Fields[name] = XmlWalk.Text(reader);
            if (Fault is not null)
                return;
        }

        _open = null;
    }

    private void AddEvent(TrackInfoXml info, XmlReader reader, string path)
    {
        Dictionary<string, string> fields = XmlWalk.Fields(reader, out string line);
        if (fields.Count == 0 && line.Length == 0)
            return;
        if (++_events > PayloadLimits.EventsMax)
            Refuse("TrackInfo", Number(_events), $"A payload has at most {PayloadLimits.EventsMax} events.");
        else
            info.Events.Add(new TrackEventXml(path, fields, line));
    }

    private void Break(string where)
    {
        PayloadFault damage = PayloadFault.At(
            "", where, $"From here on the payload is no well-formed XML of at most {PayloadLimits.DepthMax} levels and without a document type; what came before was read.");
        if (_open is null)
            Told(damage);
        else
            _open.Damage = damage;
    }

    // It speaks of the whole reply as long as nothing else was in it.
    private void Told(PayloadFault problem)
    {
        if (_infos.Count == 0)
            Fault = problem;
        else
            Damage = problem;
    }

    private void Refuse(string field, string value, string problem) => Fault = PayloadFault.At(field, value, problem);

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
