using Shipments.Journal.V1;

namespace Shipments.Domain.Scans;

/// <summary>What carriers' codes mean. Pure and thread-safe: the same scan means the same for as long as <see cref="Version"/> is the same.</summary>
public interface IVocabulary
{
    /// <summary>The number of the rules that map; it rises with every change of a meaning.</summary>
    int Version { get; }

    /// <summary>
    /// What a scan means. A code nobody mapped gives a record with <see cref="MeaningRecord.Unmapped"/> set and nothing else.
    /// The record may be shared between calls: clone it before changing it.
    /// </summary>
    /// <param name="fact">The scan; carrier, code, text and the inferred mark are read.</param>
    MeaningRecord Map(ScanFact fact);
}
