using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Shipments.Domain.Tests.Epcis;

/// <summary>
/// The XML notation of a document as JSON-LD, so that vectors that exist only in XML can be tried. Names of own fields get their namespace as
/// a prefix of a made-up name; their prefixes in values stay undeclared, as they are for a reader of the XML.
/// </summary>
internal static class EpcisXml
{
    private static readonly string[] Lists =
    [
        "epcList", "inputEPCList", "outputEPCList", "childEPCs", "quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList",
        "bizTransactionList", "sourceList", "destinationList", "sensorElementList",
    ];

    public static string ToJson(string xml)
    {
        Dictionary<string, string> prefixes = [];
        XElement list = XDocument.Parse(xml).Descendants("EventList").Single();
        JsonArray events = [.. list.Elements().Select(each => Event(each, prefixes))];
        JsonObject context = [];
        foreach ((string iri, string prefix) in prefixes)
            context[prefix] = iri;
        return new JsonObject
        {
            ["@context"] = new JsonArray(context), ["type"] = "EPCISDocument", ["epcisBody"] = new JsonObject { ["eventList"] = events },
        }.ToJsonString();
    }

    private static JsonObject Event(XElement element, Dictionary<string, string> prefixes)
    {
        JsonObject made = (JsonObject)Value(element, prefixes);
        made["type"] = element.Name.LocalName;
        return made;
    }

    private static JsonNode Value(XElement element, Dictionary<string, string> prefixes)
    {
        if (Lists.Contains(element.Name.LocalName))
            return new JsonArray([.. element.Elements().Select(each => Value(each, prefixes))]);
        if (!element.HasElements && !element.HasAttributes)
            return JsonValue.Create(element.Value);
        JsonObject made = [];
        foreach (XAttribute attribute in element.Attributes())
            made[Name(attribute.Name, prefixes)] = attribute.Value;
        foreach (IGrouping<string, XElement> same in element.Elements().GroupBy(each => Name(each.Name, prefixes)))
            made[same.Key] = same.Count() == 1 ? Value(same.Single(), prefixes) : new JsonArray([.. same.Select(each => Value(each, prefixes))]);
        if (!element.HasElements && element.Value.Trim().Length > 0)
            made[element.Name.LocalName] = element.Value;
        return made;
    }

    private static string Name(XName name, Dictionary<string, string> prefixes)
    {
        if (name.NamespaceName.Length == 0)
            return name.LocalName;
        if (!prefixes.TryGetValue(name.NamespaceName, out string? prefix))
            prefixes[name.NamespaceName] = prefix = $"ns{prefixes.Count}x";
        return $"{prefix}:{name.LocalName}";
    }
}
