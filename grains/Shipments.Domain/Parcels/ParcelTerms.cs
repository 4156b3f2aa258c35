using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>What was registered of a parcel and the fold begins from.</summary>
internal readonly record struct ParcelTerms(string Origin, string Destination, string Service, bool Untracked)
{
    /// <summary>The lane's key, <c>{origin}-{destination}/{service}</c>; unknown parts are <c>ZZ</c> and <c>unknown</c>.</summary>
    public string Lane => string.Concat(Origin.Length > 0 ? Origin : "ZZ", "-", Destination.Length > 0 ? Destination : "ZZ")
        + "/" + (Service.Length > 0 ? Service : "unknown");

    public static ParcelTerms Of(ParcelStateRecord record) =>
        new(record.OriginCountry, record.DestinationCountry, record.Service, record.UntrackedService);

    public static ParcelTerms Of(ParcelRegistered registered) =>
        new(registered.OriginCountry, registered.DestinationCountry, registered.Service, registered.UntrackedService);
}
