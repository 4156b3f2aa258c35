namespace Shipments.Storage;

/// <summary>The entries of an actor do not follow its row without a gap.</summary>
public sealed class JournalGapException : Exception
{
    /// <summary>Creates the exception.</summary>
    public JournalGapException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Key, expected and actual.</param>
    public JournalGapException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Key, expected and actual.</param>
    /// <param name="innerException">The cause.</param>
    public JournalGapException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
