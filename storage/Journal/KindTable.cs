namespace Shipments.Storage;

/// <summary>The kinds of actors registered at start.</summary>
internal sealed class KindTable
{
    /// <summary>The name under which the format of journal blocks is declared and raised, beside those of the kinds.</summary>
    public const string Blocks = "journal.block";

    private readonly Dictionary<string, ActorKind> _kinds;

    /// <exception cref="ArgumentException">A name is no key part, or there twice; or a format is below 1.</exception>
    public KindTable(IEnumerable<ActorKind> kinds)
    {
        _kinds = new Dictionary<string, ActorKind>(StringComparer.Ordinal);
        foreach (ActorKind kind in kinds)
        {
            if (!ActorKey.IsPart(kind.Name) || kind.Name == Blocks || kind.Format < 1 || !_kinds.TryAdd(kind.Name, kind))
                throw new ArgumentException($"Kind '{kind.Name}' of format {kind.Format} is no key part, below format 1, or registered twice.", nameof(kinds));
        }
    }

    /// <summary>What this program writes, by name: an older one that does not read it keeps it from starting.</summary>
    public IReadOnlyDictionary<string, int> Formats => _kinds
        .Select(kind => (Name: kind.Key, kind.Value.Format)).Append((Blocks, BlockWriter.Format))
        .ToDictionary(written => written.Name, written => written.Format, StringComparer.Ordinal);

    public void ThrowUnlessOf(ActorKind kind, ActorKey key)
    {
        bool isOfKind = key.Value is { } value && value.StartsWith(kind.Name, StringComparison.Ordinal) && value[kind.Name.Length] == '/';
        if (!isOfKind || !_kinds.TryGetValue(kind.Name, out ActorKind? registered) || registered != kind)
            throw new ArgumentException($"Actor '{key.Value}' is not of the kind '{kind.Name}', or that kind was not registered at start.", nameof(kind));
    }

    /// <exception cref="StoreRefusedException">The database has actors of a kind that is not registered.</exception>
    public ActorKind Of(ActorKey key) => _kinds.TryGetValue(key.Kind, out ActorKind? kind)
        ? kind
        : throw new StoreRefusedException($"The journal has entries of {key}, and no kind '{key.Kind}' is registered.");
}
