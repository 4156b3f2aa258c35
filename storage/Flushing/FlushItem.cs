namespace Shipments.Storage;

/// <summary>A state on its way to its row.</summary>
/// <param name="slot">The actor.</param>
internal sealed class FlushItem(ActorSlot slot)
{
    public ActorSlot Slot => slot;

    public object? State { get; set; }

    public long Version { get; set; }

    public List<FeedEntry>? Replay { get; set; }

    /// <summary>The row, once encoded; null when it cannot be made.</summary>
    public RowWrite? Row { get; set; }
}
