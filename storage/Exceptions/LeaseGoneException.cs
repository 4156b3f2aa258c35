namespace Shipments.Storage;

/// <summary>The silo's lease is gone: released, or felled by a take-over.</summary>
internal sealed class LeaseGoneException : Exception
{
    /// <summary>Creates the exception.</summary>
    public LeaseGoneException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Key, expected and actual.</param>
    public LeaseGoneException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Key, expected and actual.</param>
    /// <param name="innerException">The cause.</param>
    public LeaseGoneException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
