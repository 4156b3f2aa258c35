namespace Shipments.Grains.Lanes;

/// <summary>What of a lane, or of an index of lanes, lies in grain storage: bytes of their own.</summary>
[GenerateSerializer]
[Alias("shipments.lane-storage")]
internal sealed class LaneStorage
{
    /// <summary>The bytes; empty for a new one.</summary>
    [Id(0)]
    public byte[] Bytes { get; set; } = [];
}
