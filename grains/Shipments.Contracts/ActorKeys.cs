namespace Shipments.Contracts;

/// <summary>Keys of the journaled actors. A tenant and an id are 1 to 64 of [A-Za-z0-9._-], checked where they come in.</summary>
public static class ActorKeys
{
    /// <summary>The kind of a parcel's key.</summary>
    public const string ParcelKind = "parcel";

    /// <summary>The kind of a tracking number's key.</summary>
    public const string NumberKind = "number";

    /// <summary>The key of a parcel.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="parcelId">The parcel's id.</param>
    public static string Parcel(string tenant, string parcelId) => $"{ParcelKind}/{tenant}/{parcelId}";

    /// <summary>The key of a tracking number.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="number">The normalised number.</param>
    public static string Number(string tenant, string number) => $"{NumberKind}/{tenant}/{number}";
}
