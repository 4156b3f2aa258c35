namespace Shipments.Storage;

/// <summary>An actor whose time has come.</summary>
/// <param name="Key">The actor.</param>
/// <param name="Due">When it wanted to be woken, as its row says.</param>
public readonly record struct DueActor(ActorKey Key, DateTimeOffset Due);
