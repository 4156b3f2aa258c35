using System.Text;
using System.Xml;

namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>Walks elements in one pass. Every element is counted towards the bound of levels, looked at or not.</summary>
internal static class XmlWalk
{
    public static XmlReaderSettings Settings { get; } = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = PayloadLimits.BytesMax,
    };

    /// <summary>Stands on each child element in turn, and goes on behind it whatever was read of it.</summary>
    /// <param name="reader">Stands on the parent's start.</param>
    /// <param name="text">Gets the text that stands directly in the parent.</param>
    /// <exception cref="XmlException">The XML breaks, or has too many levels.</exception>
    public static IEnumerable<string> Children(XmlReader reader, StringBuilder? text = null)
    {
        if (reader.IsEmptyElement)
            yield break;
        int depth = reader.Depth;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                RequireDepth(reader);
                if (reader.Depth == depth + 1)
                    yield return reader.LocalName;
            }
            else if (reader.Depth == depth + 1 && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                text?.Append(reader.Value);
            }
        }
    }

    /// <summary>The simple elements of an element, the last of each name, and the text that stands in none.</summary>
    public static Dictionary<string, string> Fields(XmlReader reader, out string line)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        StringBuilder text = new();
        foreach (string name in Children(reader, text))
            fields[name] = Text(reader);
        line = PayloadText.Clean(text.ToString());
        return fields;
    }

    /// <summary>The text of an element and of all within it.</summary>
    public static string Text(XmlReader reader)
    {
        StringBuilder text = new();
        AppendText(reader, text);
        return PayloadText.Clean(text.ToString());
    }

    // Not deeper than the bound of levels.
    private static void AppendText(XmlReader reader, StringBuilder text)
    {
        foreach (string _ in Children(reader, text))
            AppendText(reader, text);
    }

    private static void RequireDepth(XmlReader reader)
    {
        if (reader.Depth < PayloadLimits.DepthMax)
            return;
        (int line, int position) = reader is IXmlLineInfo at ? (at.LineNumber, at.LinePosition) : (0, 0);
        throw new XmlException($"More than {PayloadLimits.DepthMax} levels.", null, line, position);
    }
}
