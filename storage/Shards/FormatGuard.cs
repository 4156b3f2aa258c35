namespace Shipments.Storage;

/// <summary>Keeps programs of two versions on one database from writing what the other cannot read.</summary>
internal sealed class FormatGuard(IFormatStore store, KindTable kinds)
{
    /// <summary>Refuses a database that has rows this program cannot read.</summary>
    /// <exception cref="StoreRefusedException">It has.</exception>
    public async Task RefuseUnreadableAsync(CancellationToken cancellationToken)
    {
        foreach ((string name, int raised) in await store.ReadFormatsAsync(cancellationToken))
        {
            if (kinds.Formats.TryGetValue(name, out int format) && format < raised)
                throw new StoreRefusedException($"The database has rows of kind '{name}' in format {raised}; this program reads up to {format}.");
        }
    }

    /// <summary>Says which formats are written from now on.</summary>
    /// <exception cref="StoreRefusedException">A silo that runs now cannot read one of them.</exception>
    public async Task RaiseAsync(CancellationToken cancellationToken)
    {
        foreach ((string name, int format) in kinds.Formats)
        {
            if (!await store.RaiseFormatAsync(name, format, cancellationToken))
                throw new StoreRefusedException($"Kind '{name}' writes format {format}, and a silo that runs now does not read it. Update that one first.");
        }
    }
}
