namespace Shipments.Storage;

/// <summary>Says that an actor has state from <paramref name="Seq"/> on that is not in its row.</summary>
/// <param name="Slot">The actor.</param>
/// <param name="Seq">The first such entry.</param>
/// <param name="At">When it was committed, on the monotonic clock.</param>
internal readonly record struct DirtyMark(ActorSlot Slot, long Seq, long At);
