namespace Shipments.Storage;

/// <summary>A shard is not this silo's.</summary>
public sealed class ShardMovedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ShardMovedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Key, expected and actual.</param>
    public ShardMovedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Key, expected and actual.</param>
    /// <param name="innerException">The cause.</param>
    public ShardMovedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
