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

    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, string>>> BuiltIn = new(Load);

    /// <summary>The languages there are, of two letters.</summary>
    public static IReadOnlyCollection<string> Languages => BuiltIn.Value.Keys;

    /// <summary>What a status is called.</summary>
    /// <param name="tag">A language tag, such as <c>pt-BR</c>; its first part counts, case does not matter.</param>
    /// <param name="phase">Where the parcel is.</param>
    /// <param name="reason">Why.</param>
    /// <param name="customs">What customs do.</param>
    /// <param name="isFallback">The language is not there, and the texts are English.</param>
    public static StatusTexts Of(string tag, Phase phase, Reason reason, CustomsStatus customs, out bool isFallback)
    {
        string language = tag.Split('-', '_')[0].ToLowerInvariant();
        isFallback = !BuiltIn.Value.TryGetValue(language, out FrozenDictionary<string, string>? texts);
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
    /// <exception cref="FormatException">A key is missing, unknown or there twice, or its text is empty; the message names the language and the keys.</exception>
    internal static FrozenDictionary<string, string> Parse(string language, string file)
    {
        string[] rows = [.. file.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && line[0] != '#')];
        (string Key, string Text)[] texts = [.. rows.Skip(1).Select(row => row.Split('\t')).Select(cells => (cells[0], cells.Length == 2 ? cells[1].Trim() : ""))];
        string[] wrong =
        [
            .. Keys().Except(texts.Select(each => each.Key)), .. texts.Select(each => each.Key).Except(Keys()),
            .. texts.GroupBy(each => each.Key).Where(same => same.Count() > 1).Select(same => same.Key),
            .. texts.Where(each => each.Text.Length == 0).Select(each => each.Key), .. rows.Take(1).Where(header => header != Header),
        ];
        return wrong.Length == 0
            ? texts.ToFrozenDictionary(each => each.Key, each => each.Text, StringComparer.Ordinal)
            : throw new FormatException($"The texts of '{language}' are wrong at {string.Join(", ", wrong.Distinct())}.");
    }

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Load()
    {
        Dictionary<string, FrozenDictionary<string, string>> languages = new(StringComparer.Ordinal);
        foreach (string resource in typeof(LanguageTexts).Assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(Folder, StringComparison.Ordinal))
                continue;
            using Stream stream = typeof(LanguageTexts).Assembly.GetManifestResourceStream(resource)!;
            using StreamReader reader = new(stream);
            string language = resource[Folder.Length..^Ending.Length];
            languages.Add(language, Parse(language, reader.ReadToEnd()));
        }

        return languages.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
