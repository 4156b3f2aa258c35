namespace Shipments.Storage;

/// <summary>The database cannot be used: another process holds it, its schema is newer, or its parts do not agree.</summary>
public sealed class StoreRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StoreRefusedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Key, expected and actual.</param>
    public StoreRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Key, expected and actual.</param>
    /// <param name="innerException">The cause.</param>
    public StoreRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
