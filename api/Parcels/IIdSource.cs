namespace Shipments.Api.Parcels;

/// <summary>Where ids come from that nobody gave.</summary>
internal interface IIdSource
{
    /// <summary>An id nobody has.</summary>
    Guid Next();
}
