using Shipments.Domain.Customs;
using Shipments.Domain.Scans;
using Shipments.Domain.Silence;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>
/// The vocabularies in force, which may be loaded anew while scans come in. Thread-safe. Whoever needs the same meanings over several calls
/// takes a snapshot.
/// </summary>
public sealed class LiveVocabularies : IVocabulary
{
    private volatile Vocabularies _current;

    /// <summary>Begins with the vocabularies that the program carries.</summary>
    public LiveVocabularies()
        : this(Vocabularies.Default)
    {
    }

    /// <summary>Begins with others.</summary>
    /// <param name="first">The vocabularies.</param>
    public LiveVocabularies(Vocabularies first) => _current = first;

    /// <summary>Those in force now.</summary>
    public Vocabularies Current => _current;

    /// <inheritdoc/>
    public ulong Version => _current.Version;

    /// <inheritdoc/>
    public bool IsBuiltIn => _current.IsBuiltIn;

    /// <inheritdoc/>
    public CustomsTable Customs => _current.Customs;

    /// <inheritdoc/>
    public SilenceTable Silence => _current.Silence;

    /// <summary>Puts others in force. A turn that began goes on with those it began with.</summary>
    /// <param name="next">The vocabularies.</param>
    public void Replace(Vocabularies next) => _current = next;

    /// <inheritdoc/>
    public IVocabulary Snapshot() => _current;

    /// <inheritdoc/>
    public MeaningRecord Map(ScanFact fact) => _current.Map(fact);
}
