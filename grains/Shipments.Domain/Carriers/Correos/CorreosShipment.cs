using System.Text.Json;

namespace Shipments.Domain.Carriers.Correos;

/// <summary>One shipment of a reply with its events: those of every <c>eventos</c> in it, be it an object, a list, or several of either.</summary>
internal sealed class CorreosShipment(string path, JsonElement element)
{
    private const string ReturnPrefix = "D";

    /// <summary>Empty when the reply is one shipment alone; else with its index.</summary>
    public string Path { get; } = path.Length == 0 ? "" : path + ".";

    public JsonElement Element { get; } = element;

    public IReadOnlyList<(string Path, JsonElement Element)> Events { get; } =
        PayloadJson.List(element, "eventos", path.Length == 0 ? "" : path + ".") ?? [];

    /// <summary>The code of the return product it goes by, such as DEV; empty when it is none. Codes come with a leading blank.</summary>
    public string ReturnProduct
    {
        get
        {
            string product = PayloadJson.Text(Element, "codProducto").ToUpperInvariant();
            return product.StartsWith(ReturnPrefix, StringComparison.Ordinal) && product.Length <= PayloadLimits.CodeCharactersMax ? product : "";
        }
    }
}
