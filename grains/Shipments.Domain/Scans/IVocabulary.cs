using Shipments.Journal.V1;

namespace Shipments.Domain.Scans;

/// <summary>What the carriers' codes mean. Pure and thread-safe: the same fact always gives the same meaning under one <see cref="Version"/>.</summary>
public interface IVocabulary
{
    /// <summary>The version of the tables; it rises with each change of a meaning.</summary>
    int Version { get; }

    /// <summary>The meaning of a scan. A code nobody knows gives Unmapped and phase 0; it is never guessed.</summary>
    /// <param name="fact">The scan as received; not changed.</param>
    MeaningRecord Map(ScanFact fact);
}
