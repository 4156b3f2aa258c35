using System.Collections.Frozen;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.StatusMaps;

/// <summary>Our phases and reasons in the words of other systems, and theirs in ours: one table, read both ways. Immutable and thread-safe.</summary>
public static class StatusMaps
{
    private const string Resource = "status-map.tsv";

    private static readonly IReadOnlyList<StatusMapRow> Rows = Load();

    private static readonly FrozenDictionary<(ForeignSystem System, Phase Phase, Reason Reason), string> Written =
        Rows.Where(row => row.Writes).ToFrozenDictionary(row => (row.System, row.Phase, row.Reason), row => row.Word == StatusMapRow.NoWord ? "" : row.Word);

    private static readonly FrozenDictionary<(ForeignSystem System, string Word), StatusMapRow> Read =
        Rows.Where(row => row.Reads).ToFrozenDictionary(row => (row.System, row.Word.ToUpperInvariant()));

    /// <summary>
    /// The word of a system for a phase and its reason: the word for both where it has one, else the word for the phase alone. Defined for
    /// every pair; empty where the system has no word at all, as the posts have none for a parcel nobody has spoken of.
    /// </summary>
    /// <param name="system">Whose word.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="reason">Its reason; None where there is none.</param>
    /// <exception cref="ArgumentOutOfRangeException">No member of the enums.</exception>
    public static string ToForeign(ForeignSystem system, Phase phase, Reason reason)
    {
        if (!Enum.IsDefined(reason))
            throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason.");
        if (Written.TryGetValue((system, phase, reason), out string? word) || Written.TryGetValue((system, phase, Reason.None), out word))
            return word;
        throw new ArgumentOutOfRangeException(nameof(phase), (system, phase), "No such system or phase.");
    }

    /// <summary>
    /// What a word of a system says. Words that the table lacks are looked up in the system's vocabulary, where it has one. Null when nobody
    /// mapped it, or when it states no phase.
    /// </summary>
    /// <param name="system">Whose word.</param>
    /// <param name="word">The word; case does not matter.</param>
    public static (Phase Phase, Reason Reason)? FromForeign(ForeignSystem system, string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        string bare = word.Trim();
        if (bare.Length is 0 or > PayloadLimits.CodeCharactersMax)
            return null;
        if (Read.TryGetValue((system, bare.ToUpperInvariant()), out StatusMapRow? row))
            return (row.Phase, row.Reason);
        if (Vocabulary(system) is not { } carrier || bare == VocabularyRow.NoCode)
            return null;
        MeaningRecord? meaning = Vocabularies.Default.Carriers[carrier].Find(bare, "", inferred: false);
        return meaning is null || meaning.Phase == 0 ? null : ((Phase)meaning.Phase, (Reason)meaning.Reason);
    }

    /// <summary>The words of a system that the table reads, in its order.</summary>
    /// <param name="system">Whose words.</param>
    public static IReadOnlyList<string> Words(ForeignSystem system) => [.. Rows.Where(row => row.System == system && row.Reads).Select(row => row.Word)];

    internal static string? Vocabulary(ForeignSystem system) => system switch
    {
        ForeignSystem.AfterShip => "aftership",
        ForeignSystem.SeventeenTrack => "17track",
        ForeignSystem.Cainiao => "cainiao",
        ForeignSystem.Upu => "upu",
        ForeignSystem.Usps => "usps",
        ForeignSystem.EasyPost or ForeignSystem.Shippo or ForeignSystem.Karrio => null,
    };

    private static IReadOnlyList<StatusMapRow> Load()
    {
        System.Reflection.Assembly assembly = typeof(StatusMaps).Assembly;

        // The build names a resource by its folder, with the separator of the machine it ran on.
        string name = assembly.GetManifestResourceNames().Single(each => each.Split('/', '\\')[^1] == Resource);
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return StatusMapParser.Parse(reader.ReadToEnd());
    }
}
