using Shipments.Domain.Customs;
using Shipments.Domain.Silence;
using Shipments.Journal.V1;

namespace Shipments.Domain.Scans;

/// <summary>What carriers' codes mean. Pure and thread-safe: the same scan means the same for as long as <see cref="Version"/> is the same.</summary>
public interface IVocabulary
{
    /// <summary>A hash of all meanings: the same rows have the same number, in every process.</summary>
    ulong Version { get; }

    /// <summary>Whether these are the vocabularies that the program carries, without a change.</summary>
    bool IsBuiltIn { get; }

    /// <summary>The customs rules that go with them; unless something else is said, those the program carries.</summary>
    CustomsTable Customs => CustomsTable.BuiltIn;

    /// <summary>The limits of silence that go with them; unless something else is said, those the program carries.</summary>
    SilenceTable Silence => SilenceTable.BuiltIn;

    /// <summary>The meanings as they are now: they do not change while somebody works with them.</summary>
    IVocabulary Snapshot();

    /// <summary>
    /// What a scan means. A code nobody mapped gives a record with <see cref="MeaningRecord.Unmapped"/> set and nothing else.
    /// The record may be shared between calls: clone it before changing it.
    /// </summary>
    /// <param name="fact">The scan; carrier, code, text and the inferred mark are read.</param>
    MeaningRecord Map(ScanFact fact);
}
