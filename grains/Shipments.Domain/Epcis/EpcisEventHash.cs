using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shipments.Domain.Epcis.Hashing;

namespace Shipments.Domain.Epcis;

/// <summary>
/// The hash id that the Core Business Vocabulary 2.0 gives an EPCIS event: the same for all spellings of one event, with or without a record
/// time, an id or an error declaration.
/// </summary>
public static class EpcisEventHash
{
    /// <summary>The hash ids of the events of a document, in its order: <c>ni:///sha-256;…?ver=CBV2.0</c>.</summary>
    /// <param name="document">A document, a query's answer, a list of events or one event, in JSON-LD. What is no event is passed over.</param>
    public static IReadOnlyList<string> OfDocument(JsonElement document) =>
        [.. (EpcisEvents.Of(document) ?? []).Where(each => each.Element.ValueKind == JsonValueKind.Object).Select(each => Of(each.Element, each.Namespaces))];

    /// <summary>The string that is hashed, for whoever compares it with another implementation's.</summary>
    internal static string PreHash(JsonElement element, EpcisNamespaces namespaces) => EpcisPreHash.Of(new EpcisNodeReader(namespaces).Read(element));

    internal static string Of(JsonElement element, EpcisNamespaces namespaces) => OfPreHash(PreHash(element, namespaces));

    internal static string OfPreHash(string text) =>
        $"ni:///sha-256;{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}?ver=CBV2.0";
}
