using System.Globalization;

namespace Shipments.Contracts;

/// <summary>Keys of the journaled actors. A tenant and an id are 1 to 64 of [A-Za-z0-9._-], checked where they come in.</summary>
public static class ActorKeys
{
    /// <summary>The kind of a parcel's key.</summary>
    public const string ParcelKind = "parcel";

    /// <summary>The kind of a tracking number's key.</summary>
    public const string NumberKind = "number";

    /// <summary>The kind of a container's key.</summary>
    public const string ContainerKind = "container";

    /// <summary>What the key of a shard's feed begins with.</summary>
    public const string FeedPrefix = "feed/";

    /// <summary>The key of a shard's feed, which is placed where the shard's actors are.</summary>
    /// <param name="shard">The shard, from 0.</param>
    public static string Feed(int shard) => string.Create(CultureInfo.InvariantCulture, $"{FeedPrefix}{shard}");

    /// <summary>Reads the key of a shard's feed; false when it is none.</summary>
    /// <param name="key">A grain's key.</param>
    /// <param name="shard">The shard.</param>
    public static bool TryReadFeed(string? key, out int shard)
    {
        shard = 0;
        return key is not null && key.StartsWith(FeedPrefix, StringComparison.Ordinal)
            && int.TryParse(key.AsSpan(FeedPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out shard);
    }

    /// <summary>The key of a parcel.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="parcelId">The parcel's id.</param>
    public static string Parcel(string tenant, string parcelId) => $"{ParcelKind}/{tenant}/{parcelId}";

    /// <summary>The key of a tracking number.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="number">The normalised number.</param>
    public static string Number(string tenant, string number) => $"{NumberKind}/{tenant}/{number}";

    /// <summary>The key of a container.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="containerId">The container's id.</param>
    public static string Container(string tenant, string containerId) => $"{ContainerKind}/{tenant}/{containerId}";
}
