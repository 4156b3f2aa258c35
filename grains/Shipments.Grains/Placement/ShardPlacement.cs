using Orleans.Placement;

namespace Shipments.Grains.Placement;

/// <summary>Places a journaled actor at the owner of its shard.</summary>
[GenerateSerializer]
[Immutable]
[Alias("shipments.shard-placement")]
public sealed class ShardPlacement : PlacementStrategy
{
}

/// <summary>Marks a grain as placed at the owner of its shard.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShardPlacementAttribute() : PlacementAttribute(new ShardPlacement())
{
}
