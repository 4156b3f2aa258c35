using System.Collections.Frozen;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Languages;

/// <summary>The texts of all languages, read from the files beside this one. Immutable and thread-safe.</summary>
public static class LanguageTexts
{
    /// <summary>The language whose texts stand in for those of a language nobody wrote: English.</summary>
    public const string Fallback = "en";

    /// <summary>Most characters of a language tag: 35, as RFC 5646 advises.</summary>
    public const int TagCharactersMax = 35;

    private const string Folder = "Languages/";
    private const string Ending = ".tsv";
    private const string Header = "key\ttext";

    // Where traditional characters are written without the tag saying so.
    private static readonly FrozenSet<string> TraditionalChinese = new[] { "zh-TW", "zh-HK", "zh-MO" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, string>>> BuiltIn = new(Load);

    /// <summary>The languages there are: two letters each, and some with a script or a region, such as <c>pt-BR</c>.</summary>
    public static IReadOnlyCollection<string> Languages => BuiltIn.Value.Keys;

    /// <summary>What a status is called.</summary>
    /// <param name="tag">A language tag, such as <c>pt-BR</c>; case does not matter. Its last parts are left out until there are texts.</param>
    /// <param name="phase">Where the parcel is.</param>
    /// <param name="reason">Why.</param>
    /// <param name="customs">What customs do.</param>
    /// <param name="isFallback">The language is not there, and the texts are English.</param>
    public static StatusTexts Of(string tag, Phase phase, Reason reason, CustomsStatus customs, out bool isFallback)
    {
        FrozenDictionary<string, string>? texts = Find(tag, out string language);
        isFallback = texts is null;
        if (texts is null)
            (language, texts) = (Fallback, BuiltIn.Value[Fallback]);
        return new StatusTexts(
            language,
            phase == Phase.None ? "" : texts[$"phase.{phase}"],
            reason == Reason.None ? "" : texts[$"reason.{reason}"],
            customs == CustomsStatus.None ? "" : texts[$"customs.{customs}"]);
    }

    /// <summary>The keys every language has.</summary>
    internal static IEnumerable<string> Keys() =>
    [
        .. Enum.GetValues<Phase>().Where(each => each != Phase.None).Select(each => $"phase.{each}"),
        .. Enum.GetValues<Reason>().Where(each => each != Reason.None).Select(each => $"reason.{each}"),
        .. Enum.GetValues<CustomsStatus>().Where(each => each != CustomsStatus.None).Select(each => $"customs.{each}"),
    ];

    /// <summary>The texts of a file by their keys.</summary>
    /// <param name="language">Its tag.</param>
    /// <param name="file">What stands in it.</param>
    /// <param name="common">The texts of the language without its region, which fill in what the file leaves out; null for a language by itself.</param>
    /// <exception cref="FormatException">A key is missing, unknown or there twice, or its text is empty; the message names the language and the keys.</exception>
    internal static FrozenDictionary<string, string> Parse(string language, string file, FrozenDictionary<string, string>? common = null)
    {
        string[] rows = [.. file.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && line[0] != '#')];
        (string Key, string Text)[] texts = [.. rows.Skip(1).Select(row => row.Split('\t')).Select(cells => (cells[0], cells.Length == 2 ? cells[1].Trim() : ""))];
        string[] wrong =
        [
            .. common is null ? Keys().Except(texts.Select(each => each.Key)) : [], .. texts.Select(each => each.Key).Except(Keys()),
            .. texts.GroupBy(each => each.Key).Where(same => same.Count() > 1).Select(same => same.Key),
            .. texts.Where(each => each.Text.Length == 0).Select(each => each.Key), .. rows.Take(1).Where(header => header != Header),
        ];
        if (wrong.Length > 0)
            throw new FormatException($"The texts of '{language}' are wrong at {string.Join(", ", wrong.Distinct())}.");
        Dictionary<string, string> all = common is null ? new(StringComparer.Ordinal) : new(common, StringComparer.Ordinal);
        foreach ((string key, string text) in texts)
            all[key] = text;
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // Of "zh-Hant-TW" first all of it, then "zh-Hant", then "zh".
    private static FrozenDictionary<string, string>? Find(string tag, out string language)
    {
        string rest = tag.Replace('_', '-');
        if (TraditionalChinese.Contains(rest))
            rest = "zh-Hant";
        for (; rest.Length > 0; rest = rest[..Math.Max(0, rest.LastIndexOf('-'))])
        {
            if (!BuiltIn.Value.TryGetValue(rest, out FrozenDictionary<string, string>? texts))
                continue;
            language = BuiltIn.Value.Keys.First(key => key.Equals(rest, StringComparison.OrdinalIgnoreCase));
            return texts;
        }

        language = "";
        return null;
    }

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Load()
    {
        Dictionary<string, FrozenDictionary<string, string>> languages = new(StringComparer.OrdinalIgnoreCase);
        // A language by itself comes before its regions.
        foreach (string resource in typeof(LanguageTexts).Assembly.GetManifestResourceNames().OrderBy(name => name.Length))
        {
            if (!resource.StartsWith(Folder, StringComparison.Ordinal))
                continue;
            using Stream stream = typeof(LanguageTexts).Assembly.GetManifestResourceStream(resource)!;
            using StreamReader reader = new(stream);
            string language = resource[Folder.Length..^Ending.Length];
            int hyphen = language.IndexOf('-', StringComparison.Ordinal);
            languages.Add(language, Parse(language, reader.ReadToEnd(), hyphen < 0 ? null : languages[language[..hyphen]]));
        }

        return languages.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
