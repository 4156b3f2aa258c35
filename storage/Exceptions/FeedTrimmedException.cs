namespace Shipments.Storage;

/// <summary>The journal was trimmed past the place asked for.</summary>
public sealed class FeedTrimmedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public FeedTrimmedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Key, expected and actual.</param>
    public FeedTrimmedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Key, expected and actual.</param>
    /// <param name="innerException">The cause.</param>
    public FeedTrimmedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The last seq that was trimmed: entries after it are kept.</summary>
    public long TrimmedTo { get; init; }
}
