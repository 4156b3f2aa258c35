namespace Shipments.Storage;

/// <summary>An actor that was claimed too early.</summary>
/// <param name="Key">The actor.</param>
/// <param name="Due">The time its due row said when it was claimed.</param>
/// <param name="Next">The time its state says.</param>
internal readonly record struct DuePutOff(ActorKey Key, DateTimeOffset Due, DateTimeOffset Next);
