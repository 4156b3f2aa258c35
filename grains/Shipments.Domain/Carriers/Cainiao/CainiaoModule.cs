using System.Text.Json;

namespace Shipments.Domain.Carriers.Cainiao;

/// <summary>One element of <c>module</c> with its events.</summary>
internal sealed class CainiaoModule
{
    public CainiaoModule(string path, JsonElement element)
    {
        Path = path;
        Element = element;
        Details = PayloadJson.List(element, "detailList", path + ".") ?? [];

        // Some replies carry the newest event alone.
        if (Details.Count == 0 && PayloadJson.Value(element, "latestTrace") is { ValueKind: JsonValueKind.Object } latest)
            Details = [(path + ".latestTrace", latest)];
    }

    public string Path { get; }

    public JsonElement Element { get; }

    public IReadOnlyList<(string Path, JsonElement Element)> Details { get; }
}
