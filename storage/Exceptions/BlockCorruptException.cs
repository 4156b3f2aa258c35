namespace Shipments.Storage;

/// <summary>A block of the journal does not decode or does not match its checksum.</summary>
public sealed class BlockCorruptException : Exception
{
    /// <summary>Creates the exception.</summary>
    public BlockCorruptException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Key, expected and actual.</param>
    public BlockCorruptException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Key, expected and actual.</param>
    /// <param name="innerException">The cause.</param>
    public BlockCorruptException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
