using Shipments.Contracts.Messages;

namespace Shipments.Api.Parcels;

/// <summary>A registration that was read.</summary>
/// <param name="ParcelId">The id it asks for, or the one made for it.</param>
/// <param name="RetrySafe">Whether a repetition meets the same parcel.</param>
/// <param name="Command">What its parcel is told.</param>
internal readonly record struct ReadRegistration(string ParcelId, bool RetrySafe, RegisterCommand Command);
