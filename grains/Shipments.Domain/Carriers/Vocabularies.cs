using System.Collections.Frozen;
using System.Reflection;
using Shipments.Domain.Customs;
using Shipments.Domain.Scans;
using Shipments.Domain.Silence;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>The vocabularies of all known carriers. Immutable and thread-safe.</summary>
public sealed class Vocabularies : IVocabulary
{
    /// <summary>Most carriers that have a vocabulary: 256.</summary>
    public const int CarriersMax = 256;

    /// <summary>Most characters of a carrier's short name: 32.</summary>
    public const int CarrierCharactersMax = 32;

    private const int FaultsShownMax = 20;
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
    /// <param name="carriers">One a carrier.</param>
    /// <exception cref="ArgumentException">A carrier comes twice.</exception>
    public Vocabularies(IEnumerable<CarrierVocabulary> carriers)
    {
        _carriers = carriers.ToDictionary(each => each.Carrier, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
        Version = VocabularyHash.Of(_carriers.Values);
    }

    /// <summary>The vocabularies this assembly carries: 17track, 4px, aftership, aliexpress, cainiao, correos, epcis, resdit, shipments, singpost, upu, usps and yunexpress.</summary>
    public static Vocabularies Default => BuiltIn.Value;

    /// <inheritdoc/>
    public ulong Version { get; }

    /// <inheritdoc/>
    public bool IsBuiltIn => Version == Default.Version;

    /// <inheritdoc/>
    public CustomsTable Customs { get; private init; } = CustomsTable.BuiltIn;

    /// <inheritdoc/>
    public SilenceTable Silence { get; private init; } = SilenceTable.BuiltIn;

    /// <summary>The carriers that have a vocabulary, by short name.</summary>
    public IReadOnlyDictionary<string, CarrierVocabulary> Carriers => _carriers;

    /// <summary>Reads a vocabulary file.</summary>
    /// <param name="carrier">The carrier's short name.</param>
    /// <param name="text">The file: tab-separated, lines that begin with # left out, a header first.</param>
    /// <exception cref="FormatException">The file is wrong; the message names the line and the column of each fault, the first 20.</exception>
    public static CarrierVocabulary Parse(string carrier, string text) => new VocabularyParser(carrier, carrier + " vocabulary").Parse(text);

    /// <summary>
    /// These vocabularies with the rows of files: all rows of a code that a file has stand in place of those there were, other codes stay, and
    /// a carrier that had none gets its own. A file <see cref="CustomsTable.FileName"/> changes the customs rules, and
    /// <see cref="SilenceTable.FileName"/> the limits of silence.
    /// </summary>
    /// <param name="files">The files, one a carrier.</param>
    /// <exception cref="FormatException">A file is wrong; the message has a line for each fault, with the file, the line and the value, the first 20.</exception>
    public Vocabularies With(IEnumerable<VocabularyFile> files)
    {
        Dictionary<string, CarrierVocabulary> merged = _carriers.ToDictionary(StringComparer.Ordinal);
        List<string> faults = [];
        HashSet<string> read = new(StringComparer.Ordinal);
        CustomsTable customs = Customs;
        SilenceTable silence = Silence;
        foreach (VocabularyFile file in files)
        {
            if (!read.Add(file.Carrier) || file.Carrier.Length is 0 or > CarrierCharactersMax || !file.Carrier.All(IsNameCharacter))
            {
                faults.Add($"{file.Name}: '{file.Carrier}' is no short name of 1 to {CarrierCharactersMax} of a-z, 0-9 and hyphens, or comes twice.");
                continue;
            }

            try
            {
                if (file.Carrier == CustomsTable.FileName)
                {
                    customs = customs.With(file.Text);
                    continue;
                }

                if (file.Carrier == SilenceTable.FileName)
                {
                    silence = silence.With(file.Text);
                    continue;
                }

                CarrierVocabulary own = new VocabularyParser(file.Carrier, file.Name).Parse(file.Text);
                merged[file.Carrier] = merged.TryGetValue(file.Carrier, out CarrierVocabulary? known) ? known.With(own) : own;
            }
            catch (FormatException wrong) when (file.Carrier is CustomsTable.FileName or SilenceTable.FileName)
            {
                faults.Add($"{file.Name}: {wrong.Message}");
            }
            catch (FormatException wrong)
            {
                faults.AddRange(wrong.Message.Split(Environment.NewLine));
            }
        }

        faults.AddRange(merged.Values.Where(each => each.Rows.Count > CarrierVocabulary.RowsMax)
            .Select(each => $"{each.Carrier} has {each.Rows.Count} rows with the files; {CarrierVocabulary.RowsMax} is the most."));
        if (merged.Count > CarriersMax)
            faults.Add($"{merged.Count} carriers have vocabularies with the files; {CarriersMax} is the most.");
        return faults.Count == 0 ? new Vocabularies(merged.Values) { Customs = customs, Silence = silence } : throw new FormatException(string.Join(Environment.NewLine, faults.Take(FaultsShownMax)));
    }

    /// <inheritdoc/>
    public IVocabulary Snapshot() => this;

    /// <inheritdoc/>
    public MeaningRecord Map(ScanFact fact) =>
        _carriers.TryGetValue(fact.Carrier, out CarrierVocabulary? vocabulary)
            ? vocabulary.Find(fact) ?? Unmapped
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

        return new Vocabularies(carriers);
    }

    private static bool IsNameCharacter(char each) => each is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-';
}
