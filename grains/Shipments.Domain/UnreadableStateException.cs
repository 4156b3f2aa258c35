namespace Shipments.Domain;

/// <summary>Stored bytes are no state or entry of their kind. Never answered with an empty state: the actor stays out of service until the bytes are mended.</summary>
public sealed class UnreadableStateException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was read and what is wrong with it.</param>
    public UnreadableStateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was read and what is wrong with it.</param>
    /// <param name="innerException">What the reader threw.</param>
    public UnreadableStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
