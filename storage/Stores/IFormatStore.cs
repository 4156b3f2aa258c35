namespace Shipments.Storage;

/// <summary>The newest format of each name that may be written. It is raised only when every live lease declares that it reads it.</summary>
internal interface IFormatStore
{
    /// <summary>Raises a format, or confirms that it is that high already. False when a live lease does not read it.</summary>
    /// <param name="name">A kind, or <c>block</c>.</param>
    /// <param name="format">The format to be written.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<bool> RaiseFormatAsync(string name, int format, CancellationToken cancellationToken);

    /// <summary>The formats raised so far.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyDictionary<string, int>> ReadFormatsAsync(CancellationToken cancellationToken);
}
