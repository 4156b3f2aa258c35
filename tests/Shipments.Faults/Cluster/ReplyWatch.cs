namespace Shipments.Faults.Cluster;

/// <summary>Knows of one connection which bytes from the server answer a change.</summary>
internal abstract class ReplyWatch
{
    /// <summary>The client sent these.</summary>
    public abstract void Requested(ReadOnlySpan<byte> bytes);

    /// <summary>Whether these, which the server sent, say that a change was made.</summary>
    public abstract bool AnswersChange(ReadOnlySpan<byte> bytes);
}
