namespace Shipments.Domain.Choice;

/// <summary>What detectors keep of a lane from look to look.</summary>
/// <param name="Standing">What is told of the lane now.</param>
/// <param name="Pending">What is beyond its bounds, and not for long enough to be told.</param>
public sealed record LaneVigil(LaneFinding? Standing, LaneFinding? Pending)
{
    /// <summary>Nothing was found.</summary>
    public static LaneVigil Calm { get; } = new(null, null);
}
