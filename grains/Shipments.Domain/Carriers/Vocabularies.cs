using System.Collections.Frozen;
using System.Reflection;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>The vocabularies of all known carriers. Immutable and thread-safe.</summary>
public sealed class Vocabularies : IVocabulary
{
    // Raise it whenever a meaning in a vocabulary file changes.
    private const int BuiltInVersion = 1;
    private const string FileName = "vocabulary.tsv";

    // Carriers whose short name no folder of the sources can have.
    private static readonly FrozenDictionary<string, string> NamesOfFolders = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["FourPx"] = "4px",
        ["SeventeenTrack"] = "17track",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<Vocabularies> BuiltIn = new(Load);
    private static readonly MeaningRecord Unmapped = new() { Unmapped = true };

    private readonly FrozenDictionary<string, CarrierVocabulary> _carriers;

    /// <summary>Puts vocabularies together.</summary>
    /// <param name="version">The number of these rules.</param>
    /// <param name="carriers">One a carrier.</param>
    /// <exception cref="ArgumentException">A carrier comes twice.</exception>
    public Vocabularies(int version, IEnumerable<CarrierVocabulary> carriers)
    {
        Version = version;
        _carriers = carriers.ToDictionary(each => each.Carrier, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The vocabularies this assembly carries: 17track, 4px, aftership, aliexpress, cainiao, correos, epcis, resdit, shipments, singpost, upu, usps and yunexpress.</summary>
    public static Vocabularies Default => BuiltIn.Value;

    /// <inheritdoc/>
    public int Version { get; }

    /// <summary>The carriers that have a vocabulary, by short name.</summary>
    public IReadOnlyDictionary<string, CarrierVocabulary> Carriers => _carriers;

    /// <summary>Reads a vocabulary file.</summary>
    /// <param name="carrier">The carrier's short name.</param>
    /// <param name="text">The file: tab-separated, lines that begin with # left out, a header first.</param>
    /// <exception cref="FormatException">The file is wrong; the message names the line and the column of each fault, the first 20.</exception>
    public static CarrierVocabulary Parse(string carrier, string text) => new VocabularyParser(carrier).Parse(text);

    /// <inheritdoc/>
    public MeaningRecord Map(ScanFact fact) =>
        _carriers.TryGetValue(fact.Carrier, out CarrierVocabulary? vocabulary)
            ? vocabulary.Find(fact.Code, fact.Text, fact.Inferred) ?? Unmapped
            : Unmapped;

    private static Vocabularies Load()
    {
        Assembly assembly = typeof(Vocabularies).Assembly;
        List<CarrierVocabulary> carriers = [];
        foreach (string resource in assembly.GetManifestResourceNames())
        {
            // The build names a resource by its folder, with the separator of the machine it ran on.
            string[] parts = resource.Split('/', '\\');
            if (parts.Length < 2 || !parts[^1].Equals(FileName, StringComparison.OrdinalIgnoreCase))
                continue;
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            using StreamReader reader = new(stream);
            string carrier = NamesOfFolders.TryGetValue(parts[^2], out string? name) ? name : parts[^2].ToLowerInvariant();
            carriers.Add(Parse(carrier, reader.ReadToEnd()));
        }

        return new Vocabularies(BuiltInVersion, carriers);
    }
}
