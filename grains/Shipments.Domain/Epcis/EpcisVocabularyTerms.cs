using System.Collections.Frozen;

namespace Shipments.Domain.Epcis;

/// <summary>Terms of the standard's vocabulary that JSON writes without their namespace.</summary>
internal static class EpcisVocabularyTerms
{
    private const string Vocabulary = "https://ref.gs1.org/cbv/";
    private const string Measurements = "https://gs1.org/voc/";

    // By the field's path: the object it stands in, and its name.
    private static readonly FrozenDictionary<(string Holder, string Field), string> Prefixes = new Dictionary<(string, string), string>
    {
        [("", "bizStep")] = Vocabulary + "BizStep-",
        [("", "disposition")] = Vocabulary + "Disp-",
        [("persistentDisposition", "set")] = Vocabulary + "Disp-",
        [("persistentDisposition", "unset")] = Vocabulary + "Disp-",
        [("bizTransaction", "type")] = Vocabulary + "BTT-",
        [("source", "type")] = Vocabulary + "SDT-",
        [("destination", "type")] = Vocabulary + "SDT-",
        [("sensorReport", "type")] = Measurements,
        [("sensorReport", "exception")] = Measurements,
        [("sensorReport", "component")] = Vocabulary + "Comp-",
    }.ToFrozenDictionary();

    /// <summary>The full term of a bare word; any other value as it is.</summary>
    /// <param name="holder">The name of the object the field stands in; empty for the event itself.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="value">What it says.</param>
    public static string Full(string holder, string field, string value) =>
        value.Length > 0 && !value.Contains(':', StringComparison.Ordinal) && Prefixes.TryGetValue((holder, field), out string? prefix)
            ? prefix + value : value;

    /// <summary>The bare word of a business step or a disposition in any of its spellings; a term of somebody else's as it is.</summary>
    public static string Bare(string value)
    {
        foreach (string prefix in (ReadOnlySpan<string>)
            [Vocabulary + "BizStep-", Vocabulary + "Disp-", "urn:epcglobal:cbv:bizstep:", "urn:epcglobal:cbv:disp:", Vocabulary + "SDT-", "urn:epcglobal:cbv:sdt:"])
        {
            if (value.StartsWith(prefix, StringComparison.Ordinal))
                return value[prefix.Length..];
        }

        return value;
    }
}
