using System.Text.Json;
using Shipments.Domain.Carriers;

namespace Shipments.Domain.Epcis.Hashing;

/// <summary>Reads an event of JSON-LD into the fields that both notations of the standard share.</summary>
internal sealed class EpcisNodeReader(EpcisNamespaces namespaces)
{
    // Said about the text, not about what happened.
    private static readonly string[] LeftOut = ["@context", "comment", "rdfs:comment"];

    public EpcisNode Read(JsonElement element)
    {
        EpcisNode read = new(namespaces.Value(PayloadJson.Text(element, "type")));
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string name = PayloadJson.Name(property);
            if (name != "type" && !LeftOut.Contains(name))
                Add(read.Children, name, property.Value);
        }

        return read;
    }

    private void Add(List<EpcisNode> into, string name, JsonElement value)
    {
        switch (name)
        {
            case "epcList" or "inputEPCList" or "outputEPCList" or "childEPCs":
                AddList(into, name, "epc", value);
                break;
            case "quantityList" or "childQuantityList" or "inputQuantityList" or "outputQuantityList":
                AddList(into, name, "quantityElement", value);
                break;
            case "bizTransactionList" or "sourceList" or "destinationList" or "sensorElementList":
                AddList(into, name, name[..^"List".Length], value);
                break;
            default:
                AddFields(into, "", name, value);
                break;
        }
    }

    private void AddList(List<EpcisNode> into, string name, string member, JsonElement value)
    {
        EpcisNode list = new(name);
        AddFields(list.Children, "", member, value);
        if (list.Children.Count > 0)
            into.Add(list);
    }

    private void AddFields(List<EpcisNode> into, string holder, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement member in value.EnumerateArray())
                AddFields(into, holder, name, member);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            EpcisNode node = new(namespaces.Name(name));
            foreach (JsonProperty property in value.EnumerateObject())
            {
                string inner = PayloadJson.Name(property);
                if (!LeftOut.Contains(inner))
                    AddFields(node.Children, name, inner, property.Value);
            }

            into.Add(node);
        }
        else if (value.ValueKind != JsonValueKind.Null)
        {
            into.Add(new EpcisNode(namespaces.Name(name), namespaces.Value(EpcisVocabularyTerms.Full(holder, name, PayloadJson.Text(value)))));
        }
    }
}
