namespace Shipments.Grains.Placement;

/// <summary>The other silos of the cluster, to be asked what they own.</summary>
internal interface IOwnerPeers
{
    /// <summary>Those that Orleans holds for active, as it last knew.</summary>
    IReadOnlyList<SiloAddress> Others();

    /// <summary>What a silo owns under a confirmed lease.</summary>
    /// <param name="peer">The silo.</param>
    Task<IReadOnlyList<int>> AskAsync(SiloAddress peer);
}
