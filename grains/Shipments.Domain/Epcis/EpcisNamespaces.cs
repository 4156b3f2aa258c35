using System.Collections.Frozen;
using System.Text.Json;
using Shipments.Domain.Carriers;

namespace Shipments.Domain.Epcis;

/// <summary>The prefixes a document declares for names of its own, beside those the standard declares. Immutable.</summary>
internal sealed class EpcisNamespaces
{
    /// <summary>Most prefixes of a document and of an event together: 64. Further ones stay as they are written.</summary>
    public const int PrefixesMax = 64;

    private const int IriCharactersMax = 512;

    private static readonly FrozenDictionary<string, string> Standard = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["cbv"] = "https://ref.gs1.org/cbv/",
        ["cbvmda"] = "urn:epcglobal:cbv:mda",
        ["epcis"] = "https://ref.gs1.org/epcis/",
        ["gs1"] = "https://gs1.org/voc/",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly IReadOnlyDictionary<string, string> _prefixes;

    private EpcisNamespaces(IReadOnlyDictionary<string, string> prefixes) => _prefixes = prefixes;

    /// <summary>Those the standard declares.</summary>
    public static EpcisNamespaces Default { get; } = new(Standard);

    /// <summary>With those of an object's <c>@context</c>; the same where it has none.</summary>
    public EpcisNamespaces With(JsonElement holder)
    {
        Dictionary<string, string>? prefixes = null;
        foreach ((_, JsonElement context) in PayloadJson.List(holder, "@context", "") ?? [])
        {
            if (context.ValueKind != JsonValueKind.Object)
                continue;
            foreach (JsonProperty property in context.EnumerateObject())
            {
                if (_prefixes.Count + (prefixes?.Count ?? 0) >= PrefixesMax)
                    break;
                if (property.Value.ValueKind == JsonValueKind.String && PayloadJson.Text(property.Value) is { Length: > 0 and <= IriCharactersMax } iri)
                    (prefixes ??= new Dictionary<string, string>(_prefixes, StringComparer.Ordinal))[PayloadJson.Name(property)] = iri;
            }
        }

        return prefixes is null ? this : new EpcisNamespaces(prefixes);
    }

    /// <summary>A field's name: <c>{namespace}name</c> where it has a declared prefix, else as it is.</summary>
    public string Name(string name) => Split(name, out string iri, out string local) ? $"{{{iri}}}{local}" : name;

    /// <summary>A value: the full IRI where it has a declared prefix, else as it is.</summary>
    public string Value(string value) => Split(value, out string iri, out string local) ? iri + local : value;

    private bool Split(string text, out string iri, out string local)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        bool known = _prefixes.TryGetValue(colon < 0 ? "" : text[..colon], out string? found) && colon >= 0;
        iri = found ?? "";
        local = known ? text[(colon + 1)..] : text;
        return known;
    }
}
