using Shipments.Journal.V1;

namespace Shipments.Domain.Containers;

/// <summary>What a turn of a container comes to.</summary>
/// <param name="Next">The state once the entry is committed.</param>
/// <param name="Entry">What to append; null when nothing changed, and then <paramref name="Next"/> is the state the turn began with.</param>
public readonly record struct ContainerTurnResult(ContainerState Next, ContainerEntry? Entry);
